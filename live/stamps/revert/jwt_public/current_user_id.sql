-- Revert: jwt_public/current_user_id

DROP FUNCTION jwt_public.current_user_id();
DROP SCHEMA jwt_public;
