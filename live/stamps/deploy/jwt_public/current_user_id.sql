-- Deploy: jwt_public/current_user_id

CREATE SCHEMA jwt_public;

-- The user that a request is made by, where it says so.
CREATE FUNCTION jwt_public.current_user_id() RETURNS uuid
    LANGUAGE sql STABLE AS
$$ SELECT nullif(current_setting('jwt.claims.user_id', true), '')::uuid $$;
