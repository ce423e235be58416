-- Deploy: migrate/users

DO $triggers_off$
DECLARE
  target CONSTANT regclass := 'app.users';
  may_set boolean := (SELECT rolsuper FROM pg_roles WHERE rolname = current_user);
  step record;
  altered boolean := false;
  later text := '';
  checks text := '';
  undo text := '';
BEGIN
  IF (SELECT relkind NOT IN ('r', 'p', 'f') FROM pg_class WHERE oid = target) THEN
    RAISE wrong_object_type USING MESSAGE = 'app.users' || ' is not a table here, and these rows were exported from a table',
      HINT = 'Deploy into a database where it is a table, or leave the table out of the export.';
  END IF;
  IF NOT may_set AND current_setting('server_version_num')::integer >= 150000 THEN
    may_set := has_parameter_privilege('session_replication_role', 'SET');
  END IF;
  IF may_set THEN
    IF current_setting('session_replication_role') <> 'replica' THEN
      undo := 'SET session_replication_role TO ' || current_setting('session_replication_role');
    END IF;
    PERFORM set_config('session_replication_role', 'replica', false), set_config('typeferry.undo', undo, false),
      set_config('typeferry.later', '', false);
    RETURN;
  END IF;
  -- Without that right, the triggers of this table are disabled, and foreign keys of a cycle are checked at the end.
  IF NOT has_table_privilege(target, 'INSERT') THEN
    RAISE insufficient_privilege USING MESSAGE = 'it may not INSERT there';
  END IF;
  FOR step IN
    WITH RECURSIVE tree AS (
      SELECT target::oid AS oid, 0 AS level UNION SELECT relid, level FROM pg_partition_tree(target)
    ), keys AS (
      SELECT oid, conrelid, confrelid FROM pg_constraint WHERE contype = 'f' AND conparentid = 0
    ), ways AS (
      SELECT oid, confrelid AS leads_to FROM keys WHERE conrelid = target
      UNION SELECT w.oid, k.confrelid FROM ways AS w JOIN keys AS k ON k.conrelid = w.leads_to
    ), steps AS (
      SELECT level, tgrelid AS relation, NULL AS key, false AS is_cycle, format('DISABLE TRIGGER %I', tgname) AS act,
        format('%s TRIGGER %I', CASE tgenabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA'
          WHEN 'A' THEN 'ENABLE ALWAYS' ELSE 'ENABLE' END, tgname) AS back
      FROM tree JOIN pg_trigger ON tgrelid = tree.oid AND (tgenabled <> 'D' OR level > 0)
      LEFT JOIN pg_constraint AS k ON k.oid = tgconstraint WHERE coalesce(contype, 't') = 't'
      UNION ALL
      SELECT 0, conrelid, format('%s.%I', connamespace::regnamespace, conname),
        conrelid <> confrelid AND oid IN (SELECT oid FROM ways WHERE leads_to = target),
        CASE WHEN NOT condeferred THEN format('ALTER CONSTRAINT %I DEFERRABLE INITIALLY DEFERRED', conname) END,
        format('ALTER CONSTRAINT %I %s DEFERRABLE INITIALLY IMMEDIATE', conname, CASE WHEN NOT condeferrable THEN 'NOT' END)
      FROM pg_constraint
      WHERE conparentid = 0 AND (oid IN (SELECT oid FROM ways WHERE leads_to = target)
        OR condeferred AND (conrelid IN (SELECT oid FROM tree) OR confrelid IN (SELECT oid FROM tree)))
    )
    SELECT *, format('ALTER TABLE %s ', (pg_identify_object('pg_class'::regclass, relation, 0)).identity) AS alter_table
    FROM steps ORDER BY level, key, act, relation
  LOOP
    IF step.key IS NULL THEN
      EXECUTE step.alter_table || step.act;
      undo := undo || step.alter_table || step.back || ';';
      altered := true;
      CONTINUE;
    END IF;
    BEGIN
      EXECUTE format('%sSET CONSTRAINTS %s DEFERRED', step.alter_table || step.act || ';', step.key);
      checks := checks || format('SET CONSTRAINTS %s IMMEDIATE;', step.key);
      undo := undo || CASE WHEN step.act IS NULL THEN format('SET CONSTRAINTS %s DEFERRED;', step.key)
        ELSE step.alter_table || step.back || ';' END;
      altered := altered OR step.act IS NOT NULL;
      later := CASE WHEN step.is_cycle THEN 'on' ELSE later END;
    EXCEPTION
      WHEN object_in_use OR wrong_object_type OR insufficient_privilege THEN NULL; -- It is checked at once, as ever.
    END;
  END LOOP;
  PERFORM set_config('typeferry.undo', CASE WHEN altered THEN checks || undo ELSE '' END, false),
    set_config('typeferry.later', later, false);
EXCEPTION
  WHEN insufficient_privilege THEN
    RAISE insufficient_privilege USING
      MESSAGE = format('the role %I may neither set session_replication_role nor disable the triggers of %s: %s',
        current_user, 'app.users', SQLERRM),
      HINT = format('Deploy as %1$I, who owns the table, as a member of that role, or as a superuser; or, from PostgreSQL 15 '
        'on, GRANT SET ON PARAMETER session_replication_role TO %2$I, besides INSERT on the table.',
        (SELECT rolname FROM pg_roles AS r JOIN pg_class AS c ON r.oid = relowner WHERE c.oid = target), current_user);
END
$triggers_off$;

INSERT INTO app.users (id, name, bio) VALUES
  ('6fa4a6e4-0000-4000-8000-000000000001', 'Ada', E'two\nlines'),
  ('6fa4a6e4-0000-4000-8000-000000000002', '$verify$ O''Hara', NULL);

DO $triggers_on$
DECLARE
  undo CONSTANT text := current_setting('typeferry.undo');
  entry record;
  referring bigint;
BEGIN
  BEGIN
    EXECUTE undo;
  EXCEPTION
    WHEN foreign_key_violation THEN
      IF current_setting('typeferry.later') <> 'on' THEN
        RAISE;
      END IF;
      RAISE NOTICE '% refers to rows that are to come in this transaction: it is checked again after them', 'app.users';
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
$triggers_on$;
