-- Deploy: migrate/widgets

DO $triggers_off$
DECLARE
  target CONSTANT regclass := 'app.widgets';
  may_set boolean := (SELECT rolsuper FROM pg_roles WHERE rolname = current_user);
  step record;
  altered boolean := false;
  later text := '';
  checks text := '';
  undo text := '';
BEGIN
  IF (SELECT relkind NOT IN ('r', 'p', 'f') FROM pg_class WHERE oid = target) THEN
    RAISE wrong_object_type USING MESSAGE = 'app.widgets' || ' is not a table here, and these rows were exported from a table',
      HINT = 'Deploy into a database where it is a table, or leave the table out of the export.';
  END IF;
  IF EXISTS (SELECT FROM pg_constraint AS k WHERE conrelid = target AND contype = 'p'
      AND (condeferrable OR coalesce((to_jsonb(k) ->> 'conperiod')::boolean, false))) THEN
    RAISE feature_not_supported USING
      MESSAGE = 'app.widgets' || ' has a deferrable or temporal primary key, which ON CONFLICT cannot name',
      HINT = 'Export from the database (--database-url), which tells of such keys, or with --on-conflict error.';
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
        current_user, 'app.widgets', SQLERRM),
      HINT = format('Deploy as %1$I, who owns the table, as a member of that role, or as a superuser; or, from PostgreSQL 15 '
        'on, GRANT SET ON PARAMETER session_replication_role TO %2$I, besides INSERT on the table.',
        (SELECT rolname FROM pg_roles AS r JOIN pg_class AS c ON r.oid = relowner WHERE c.oid = target), current_user);
END
$triggers_off$;

INSERT INTO app.widgets AS existing (id, name, "Left") OVERRIDING SYSTEM VALUE VALUES
  (1, 'a', NULL),
  (2, 'b', TRUE)
ON CONFLICT (id) DO UPDATE SET
  name = EXCLUDED.name,
  "Left" = EXCLUDED."Left"
WHERE ROW(existing.name, existing."Left")::pg_catalog.record
  OPERATOR(pg_catalog.*<>) ROW(EXCLUDED.name, EXCLUDED."Left")::pg_catalog.record;

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
      RAISE NOTICE '% refers to rows that are to come in this transaction: it is checked again after them', 'app.widgets';
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

DO $sequences$
DECLARE
  target CONSTANT regclass := 'app.widgets';
  s record;
  reached numeric;
BEGIN
  FOR s IN
    SELECT attname, (pg_identify_object('pg_class'::regclass, seqrelid, 0)).identity AS name, seqincrement > 0 AS ascends,
      seqmin, seqmax
    FROM (
      SELECT objid AS oid, refobjsubid AS attnum FROM pg_depend
      WHERE classid = 'pg_class'::regclass AND refclassid = 'pg_class'::regclass AND refobjid = target
        AND deptype IN ('a', 'i')
      UNION
      SELECT refobjid, adnum FROM pg_attrdef AS f
      JOIN pg_depend ON classid = 'pg_attrdef'::regclass AND objid = f.oid AND refclassid = 'pg_class'::regclass
      WHERE adrelid = target
    ) AS behind
    JOIN pg_sequence ON seqrelid = behind.oid
    JOIN pg_attribute AS a ON attrelid = target AND a.attnum = behind.attnum
    WHERE attname IN ('id')
    ORDER BY attname, name
  LOOP
    -- A value at the sequence's end is none that was drawn, and would leave nothing to draw.
    EXECUTE format(
      CASE WHEN s.ascends THEN 'SELECT trunc(max(%1$I)) FROM %2$s WHERE %1$I >= %3$s AND %1$I < %4$s'
        ELSE 'SELECT trunc(min(%1$I)) FROM %2$s WHERE %1$I > %3$s AND %1$I <= %4$s' END,
      s.attname, 'app.widgets', s.seqmin, s.seqmax) INTO reached;
    EXECUTE format(
      'SELECT setval(%1$L, %2$L) FROM %1$s WHERE last_value %3$s %2$L OR last_value = %2$L AND NOT is_called',
      s.name, reached, CASE WHEN s.ascends THEN '<' ELSE '>' END);
  END LOOP;
EXCEPTION
  WHEN insufficient_privilege THEN
    RAISE insufficient_privilege USING
      MESSAGE = format('the role %I may not move the sequence %s behind the rows of %s: %s',
        current_user, s.name, 'app.widgets', SQLERRM),
      HINT = format('GRANT SELECT, UPDATE ON SEQUENCE %1$s TO %2$I; GRANT SELECT ON %3$s TO %2$I; or deploy as their owner.',
        s.name, current_user, 'app.widgets');
END
$sequences$;
