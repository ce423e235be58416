-- Verify: migrate/order

DO $verify_1$
#variable_conflict use_column
DECLARE
  missing bigint;
BEGIN
  SELECT 2 - count(*) INTO missing FROM "App Data"."order" WHERE ("user", no) IN (
    ('$verify$', 1),
    ('a', 2));
  IF missing > 0 THEN
    RAISE EXCEPTION '%: % of % exported rows are missing', '"App Data"."order"', missing, 2;
  END IF;
END
$verify_1$;
