-- How typeferry deploys pgpm modules. It is written against contract 1 of the session interface: it reads
-- pg_temp.pgmi_source_view and the settings pgmi.*, and runs tests by CALL pgmi_test().
--
-- The files that it is given:
--   ./pgpm/modules.json         the modules in the order in which they are deployed: what each requires, its changes,
--                               and where in its script each statement stands, transaction commands left out
--   ./pgpm/ledger.sql           makes the ledger
--   ./MODULE/deploy/CHANGE.sql  the scripts of the changes that are not deployed yet
--   ./MODULE/…/__test__/…       the tests of the modules
--
-- Its parameters:
--   pgmi.pgpm_on_changed        fail, or warn: what becomes of a deployed change whose script has changed

-- The changes, numbered from 1 in their order.
CREATE TEMPORARY TABLE pgpm_change AS
SELECT
  row_number() OVER (ORDER BY m.position, c.position)::integer AS number,
  m.module ->> 'package' AS package,
  c.change ->> 'change' AS change,
  c.change ->> 'script' AS script,
  c.change ->> 'hash' AS hash,
  c.change -> 'requires' AS requires,
  c.change -> 'statements' AS statements
FROM pg_temp.pgmi_source_view AS f
CROSS JOIN jsonb_array_elements(f.content::jsonb -> 'modules') WITH ORDINALITY AS m (module, position)
CROSS JOIN jsonb_array_elements(m.module -> 'changes') WITH ORDINALITY AS c (change, position)
WHERE f.path = './pgpm/modules.json';

-- The extensions that each module requires, numbered likewise.
CREATE TEMPORARY TABLE pgpm_extension AS
SELECT
  row_number() OVER (ORDER BY m.position, e.position)::integer AS number,
  m.module ->> 'package' AS package,
  e.name
FROM pg_temp.pgmi_source_view AS f
CROSS JOIN jsonb_array_elements(f.content::jsonb -> 'modules') WITH ORDINALITY AS m (module, position)
CROSS JOIN jsonb_array_elements_text(m.module -> 'extensions') WITH ORDINALITY AS e (name, position)
WHERE f.path = './pgpm/modules.json';

-- Makes the ledger where there is none, and compares deployed scripts with those that are here.
CREATE FUNCTION pg_temp.pgpm_begin() RETURNS void
LANGUAGE plpgsql
AS $body$
DECLARE
  changed text;
BEGIN
  IF to_regnamespace('pgpm_migrate') IS NULL THEN
    EXECUTE (SELECT f.content FROM pg_temp.pgmi_source_view AS f WHERE f.path = './pgpm/ledger.sql');
  END IF;
  SELECT string_agg(c.package || ':' || c.change, ', ' ORDER BY c.number) INTO changed
  FROM pg_temp.pgpm_change AS c
  JOIN pgpm_migrate.changes AS d ON d.package = c.package AND d.change_name = c.change
  WHERE d.script_hash <> c.hash;
  IF changed IS NULL THEN
    RETURN;
  ELSIF current_setting('pgmi.pgpm_on_changed') = 'warn' THEN
    RAISE WARNING 'changed since they were deployed, and left as they are: %', changed;
  ELSE
    RAISE EXCEPTION 'changed since they were deployed: %', changed
      USING HINT = 'Put the scripts back and plan a new change, or deploy with --on-changed warn.';
  END IF;
END
$body$;

-- Runs a statement of a change, or the making of an extension. Its number goes before it, as a comment: that is how an
-- error's place in its script is found.
CREATE FUNCTION pg_temp.pgpm_execute(number text, statement text) RETURNS void
LANGUAGE plpgsql
AS $body$
BEGIN
  EXECUTE '/*pgpm ' || number || '*/' || statement;
END
$body$;

-- Makes the extensions that a module requires; without a module, those of all.
CREATE FUNCTION pg_temp.pgpm_extensions(only_package text) RETURNS void
LANGUAGE plpgsql
AS $body$
DECLARE
  e record;
BEGIN
  FOR e IN
    SELECT * FROM pg_temp.pgpm_extension WHERE only_package IS NULL OR package = only_package ORDER BY number
  LOOP
    IF NOT EXISTS (SELECT FROM pg_catalog.pg_extension WHERE extname = e.name) THEN
      PERFORM pg_temp.pgpm_execute('e' || e.number, format('CREATE EXTENSION IF NOT EXISTS %I CASCADE', e.name));
    END IF;
  END LOOP;
END
$body$;

-- Deploys one change, and writes it into the ledger.
CREATE FUNCTION pg_temp.pgpm_change(c pg_temp.pgpm_change) RETURNS void
LANGUAGE plpgsql
AS $body$
DECLARE
  missing text;
  script bytea;
  s record;
  id text := encode(sha256((c.package || c.change || c.hash)::bytea), 'hex');
BEGIN
  SELECT string_agg(r.required, ', ') INTO missing
  FROM jsonb_array_elements_text(c.requires) AS r (required)
  WHERE NOT EXISTS (
    SELECT FROM pgpm_migrate.changes AS d WHERE d.package || ':' || d.change_name = r.required
  );
  IF missing IS NOT NULL THEN
    RAISE EXCEPTION '%:% requires what is not deployed: %', c.package, c.change, missing
      USING HINT = 'Deploy the module that has it first.';
  END IF;
  SELECT convert_to(f.content, 'UTF8') INTO script FROM pg_temp.pgmi_source_view AS f WHERE f.path = c.script;
  IF script IS NULL THEN
    RAISE EXCEPTION '%:% was reverted just now', c.package, c.change USING HINT = 'Deploy again.';
  END IF;
  FOR s IN
    SELECT position, (place ->> 0)::integer AS begins, (place ->> 1)::integer AS length
    FROM jsonb_array_elements(c.statements) WITH ORDINALITY AS p (place, position)
    ORDER BY position
  LOOP
    PERFORM pg_temp.pgpm_execute(
      c.number || '.' || s.position, convert_from(substring(script FROM s.begins + 1 FOR s.length), 'UTF8')
    );
  END LOOP;
  INSERT INTO pgpm_migrate.packages (package) VALUES (c.package) ON CONFLICT DO NOTHING;
  INSERT INTO pgpm_migrate.changes (change_id, change_name, package, script_hash)
  VALUES (id, c.change, c.package, c.hash);
  INSERT INTO pgpm_migrate.dependencies (change_id, requires)
  SELECT id, r.required FROM jsonb_array_elements_text(c.requires) AS r (required);
  INSERT INTO pgpm_migrate.events (event_type, change_name, package) VALUES ('deploy', c.change, c.package);
END
$body$;

-- Deploys what is left: of everything, of a module, or one change of it.
CREATE FUNCTION pg_temp.pgpm_deploy(only_package text, only_change text) RETURNS void
LANGUAGE plpgsql
AS $body$
DECLARE
  c pg_temp.pgpm_change;
  package text;
BEGIN
  FOR c IN
    SELECT *
    FROM pg_temp.pgpm_change AS p
    WHERE (only_package IS NULL OR p.package = only_package) AND (only_change IS NULL OR p.change = only_change)
    ORDER BY p.number
  LOOP
    IF package IS DISTINCT FROM c.package THEN
      package := c.package;
      PERFORM pg_temp.pgpm_extensions(package);
    END IF;
    IF NOT EXISTS (
      SELECT FROM pgpm_migrate.changes AS d WHERE d.package = c.package AND d.change_name = c.change
    ) THEN
      PERFORM pg_temp.pgpm_change(c);
    END IF;
  END LOOP;
  -- A module may require extensions and have no change.
  PERFORM pg_temp.pgpm_extensions(only_package);
END
$body$;

-- From here on, --tx decides. This is --tx one: everything, or nothing. With --tx module and --tx change, what follows
-- is there once a module or once a change, with its name.
BEGIN;
SELECT pg_temp.pgpm_begin();
SELECT pg_temp.pgpm_deploy(NULL, NULL);
CALL pgmi_test();
COMMIT;
