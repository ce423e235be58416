-- Verify: migrate/users

DO $verify$
#variable_conflict use_column
DECLARE
  missing bigint;
BEGIN
  SELECT 2 - count(*) INTO missing FROM app.users WHERE id IN (
    '6fa4a6e4-0000-4000-8000-000000000001',
    '6fa4a6e4-0000-4000-8000-000000000002');
  IF missing > 0 THEN
    RAISE EXCEPTION '%: % of % exported rows are missing', 'app.users', missing, 2;
  END IF;
END
$verify$;
