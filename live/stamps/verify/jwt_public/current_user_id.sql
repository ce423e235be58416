-- Verify: jwt_public/current_user_id

SELECT 'jwt_public.current_user_id()'::regprocedure;
