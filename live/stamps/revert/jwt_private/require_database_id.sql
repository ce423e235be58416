-- Revert: jwt_private/require_database_id

DROP FUNCTION jwt_private.require_database_id();
DROP SCHEMA jwt_private;
