-- Verify: migrate/widgets

DO $verify$
#variable_conflict use_column
DECLARE
  missing bigint;
BEGIN
  SELECT 2 - count(*) INTO missing FROM app.widgets WHERE id IN (
    1,
    2);
  IF missing > 0 THEN
    RAISE EXCEPTION '%: % of % exported rows are missing', 'app.widgets', missing, 2;
  END IF;
END
$verify$;
