-- Verify: jwt_private/require_database_id

SELECT 'jwt_private.require_database_id()'::regprocedure;
