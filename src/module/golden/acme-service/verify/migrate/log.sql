-- Verify: migrate/log

DO $verify$
#variable_conflict use_column
DECLARE
  missing bigint;
BEGIN
  SELECT count(*) INTO missing FROM (VALUES
    (EXISTS (SELECT FROM app.log WHERE said IS NOT DISTINCT FROM 'a'
    AND data::text IS NOT DISTINCT FROM (CASE WHEN true THEN '{"n": 1.50}' ELSE data END)::text
    AND spot::text IS NOT DISTINCT FROM (CASE WHEN true THEN '(1.5, 2.5)' ELSE spot END)::text)),
    (EXISTS (SELECT FROM app.log WHERE said IS NOT DISTINCT FROM NULL
    AND data::text IS NOT DISTINCT FROM (CASE WHEN true THEN NULL ELSE data END)::text
    AND spot::text IS NOT DISTINCT FROM (CASE WHEN true THEN NULL ELSE spot END)::text)),
    (EXISTS (SELECT FROM app.log WHERE said IS NOT DISTINCT FROM 'a'
    AND data::text IS NOT DISTINCT FROM (CASE WHEN true THEN '{"n": 1.50}' ELSE data END)::text
    AND spot::text IS NOT DISTINCT FROM (CASE WHEN true THEN '(1.5, 2.5)' ELSE spot END)::text OFFSET 1))
  ) AS exported (present) WHERE NOT exported.present;
  IF missing > 0 THEN
    RAISE EXCEPTION '%: % of % exported rows are missing', 'app.log', missing, 3;
  END IF;
END
$verify$;
