DECLARE
  undo CONSTANT text := current_setting('typeferry.undo');
  entry record;
  referring bigint;
BEGIN
  -- {referrers}
  BEGIN
    EXECUTE undo;
  EXCEPTION
    WHEN foreign_key_violation THEN
      IF current_setting('typeferry.later') <> 'on' THEN
        RAISE;
      END IF;
      RAISE NOTICE '% refers to rows that are to come in this transaction: it is checked again after them', {table};
      CREATE TEMPORARY TABLE IF NOT EXISTS typeferry_waiting (undo text) ON COMMIT DROP;
      INSERT INTO pg_temp.typeferry_waiting VALUES (undo);
  END;
  PERFORM set_config('typeferry.undo', '', false);
  IF to_regclass('pg_temp.typeferry_waiting') IS NOT NULL THEN
    FOR entry IN SELECT DISTINCT w.undo FROM pg_temp.typeferry_waiting AS w LOOP
      BEGIN
        EXECUTE entry.undo;
        DELETE FROM pg_temp.typeferry_waiting AS w WHERE w.undo = entry.undo;
      EXCEPTION
        WHEN foreign_key_violation THEN NULL; -- It waits on.
      END;
    END LOOP;
  END IF;
END
