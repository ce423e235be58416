-- Revert: migrate/log

SET session_replication_role TO replica;

DELETE FROM app.log WHERE (tableoid, ctid) IN (
  SELECT tableoid, ctid FROM app.log
  WHERE said IS NOT DISTINCT FROM 'a'
    AND data::text IS NOT DISTINCT FROM (CASE WHEN true THEN '{"n": 1.50}' ELSE data END)::text
    AND spot::text IS NOT DISTINCT FROM (CASE WHEN true THEN '(1.5, 2.5)' ELSE spot END)::text
  LIMIT 1);

DELETE FROM app.log WHERE (tableoid, ctid) IN (
  SELECT tableoid, ctid FROM app.log
  WHERE said IS NOT DISTINCT FROM NULL
    AND data::text IS NOT DISTINCT FROM (CASE WHEN true THEN NULL ELSE data END)::text
    AND spot::text IS NOT DISTINCT FROM (CASE WHEN true THEN NULL ELSE spot END)::text
  LIMIT 1);

DELETE FROM app.log WHERE (tableoid, ctid) IN (
  SELECT tableoid, ctid FROM app.log
  WHERE said IS NOT DISTINCT FROM 'a'
    AND data::text IS NOT DISTINCT FROM (CASE WHEN true THEN '{"n": 1.50}' ELSE data END)::text
    AND spot::text IS NOT DISTINCT FROM (CASE WHEN true THEN '(1.5, 2.5)' ELSE spot END)::text
  LIMIT 1);

RESET session_replication_role;
