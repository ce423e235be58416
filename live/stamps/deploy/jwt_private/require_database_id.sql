-- Deploy: jwt_private/require_database_id

CREATE SCHEMA jwt_private;

-- The database that a request is about; one that says none is refused.
CREATE FUNCTION jwt_private.require_database_id() RETURNS uuid
    LANGUAGE plpgsql STABLE AS
$$
DECLARE
    said text := nullif(current_setting('jwt.claims.database_id', true), '');
BEGIN
    IF said IS NULL THEN
        RAISE EXCEPTION 'the request is about no database: set jwt.claims.database_id';
    END IF;
    RETURN said::uuid;
END
$$;
