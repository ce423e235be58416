-- The ledger of deployed changes, in the form that pgpm reads and writes. Where a database has none, this makes it:
-- the tables that deploy.sql writes, and the routines through which pgpm itself goes, so that either tool may go on
-- where the other stopped.

CREATE SCHEMA pgpm_migrate;

-- Modules that were ever deployed.
CREATE TABLE pgpm_migrate.packages (
  package text PRIMARY KEY,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- Changes that are deployed now. The key is the SHA-256 of package, name and script hash, joined.
CREATE TABLE pgpm_migrate.changes (
  change_id text PRIMARY KEY,
  change_name text NOT NULL,
  package text NOT NULL REFERENCES pgpm_migrate.packages (package),
  script_hash text NOT NULL,
  deployed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (package, change_name),
  UNIQUE (package, script_hash)
);

-- What each of them requires, as package:change.
CREATE TABLE pgpm_migrate.dependencies (
  change_id text NOT NULL REFERENCES pgpm_migrate.changes (change_id) ON DELETE CASCADE,
  requires text NOT NULL,
  PRIMARY KEY (change_id, requires)
);

-- What happened: successes, and failures with their error.
CREATE TABLE pgpm_migrate.events (
  event_id serial PRIMARY KEY,
  event_type text NOT NULL CHECK (event_type IN ('deploy', 'revert', 'verify')),
  change_name text NOT NULL,
  package text NOT NULL,
  occurred_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  error_message text,
  error_code text
);

CREATE PROCEDURE pgpm_migrate.register_package(p_package text)
LANGUAGE sql
AS $body$
  INSERT INTO pgpm_migrate.packages (package) VALUES (p_package) ON CONFLICT DO NOTHING
$body$;

-- Whether a change is deployed: one of the package, unless the name says another's (package:change).
CREATE FUNCTION pgpm_migrate.is_deployed(p_package text, p_change_name text) RETURNS boolean
LANGUAGE sql STABLE
AS $body$
  SELECT EXISTS (
    SELECT FROM pgpm_migrate.changes AS c
    WHERE (c.package, c.change_name) = (
      CASE WHEN strpos(p_change_name, ':') > 0 THEN split_part(p_change_name, ':', 1) ELSE p_package END,
      substr(p_change_name, strpos(p_change_name, ':') + 1)
    )
  )
$body$;

-- The changes that require one; a name without a package is of the package that requires it.
CREATE FUNCTION pgpm_migrate.get_dependents(p_package text, p_change_name text)
RETURNS TABLE (package text, change_name text, dependency text)
LANGUAGE sql STABLE
AS $body$
  SELECT c.package, c.change_name, d.requires
  FROM pgpm_migrate.changes AS c
  JOIN pgpm_migrate.dependencies AS d USING (change_id)
  WHERE d.requires = concat(p_package, ':', p_change_name)
    OR (c.package = p_package AND d.requires = p_change_name)
  ORDER BY 1, 2
$body$;

CREATE PROCEDURE pgpm_migrate.deploy(
  p_package text, p_change_name text, p_script_hash text, p_requires text[], p_deploy_sql text,
  p_log_only boolean DEFAULT false
)
LANGUAGE plpgsql
AS $body$
DECLARE
  deployed_hash text;
  missing text;
  id text := encode(sha256((p_package || p_change_name || p_script_hash)::bytea), 'hex');
BEGIN
  CALL pgpm_migrate.register_package(p_package);
  SELECT script_hash INTO deployed_hash
  FROM pgpm_migrate.changes
  WHERE package = p_package AND change_name = p_change_name;
  IF deployed_hash = p_script_hash THEN
    RETURN;
  ELSIF deployed_hash IS NOT NULL THEN
    RAISE EXCEPTION 'the script of %:% is not the one that was deployed', p_package, p_change_name;
  END IF;
  SELECT string_agg(required, ', ') INTO missing
  FROM unnest(p_requires) AS required
  WHERE NOT pgpm_migrate.is_deployed(p_package, required);
  IF missing IS NOT NULL THEN
    RAISE EXCEPTION '%:% requires what is not deployed: %', p_package, p_change_name, missing;
  END IF;
  IF NOT p_log_only THEN
    EXECUTE p_deploy_sql;
  END IF;
  INSERT INTO pgpm_migrate.changes (change_id, change_name, package, script_hash)
  VALUES (id, p_change_name, p_package, p_script_hash);
  INSERT INTO pgpm_migrate.dependencies (change_id, requires)
  SELECT id, required FROM unnest(p_requires) AS required;
  INSERT INTO pgpm_migrate.events (event_type, change_name, package) VALUES ('deploy', p_change_name, p_package);
END
$body$;

CREATE PROCEDURE pgpm_migrate.revert(p_package text, p_change_name text, p_revert_sql text)
LANGUAGE plpgsql
AS $body$
DECLARE
  dependents text;
BEGIN
  IF NOT pgpm_migrate.is_deployed(p_package, p_change_name) THEN
    RAISE EXCEPTION '%:% is not deployed', p_package, p_change_name;
  END IF;
  SELECT string_agg(concat(package, ':', change_name), ', ') INTO dependents
  FROM pgpm_migrate.get_dependents(p_package, p_change_name);
  IF dependents IS NOT NULL THEN
    RAISE EXCEPTION '%:% is required by %', p_package, p_change_name, dependents;
  END IF;
  EXECUTE p_revert_sql;
  DELETE FROM pgpm_migrate.changes WHERE package = p_package AND change_name = p_change_name;
  INSERT INTO pgpm_migrate.events (event_type, change_name, package) VALUES ('revert', p_change_name, p_package);
END
$body$;

-- Whether a script runs without an error.
CREATE FUNCTION pgpm_migrate.verify(p_package text, p_change_name text, p_verify_sql text) RETURNS boolean
LANGUAGE plpgsql
AS $body$
BEGIN
  EXECUTE p_verify_sql;
  RETURN true;
EXCEPTION WHEN others THEN
  RETURN false;
END
$body$;

CREATE FUNCTION pgpm_migrate.deployed_changes(p_package text DEFAULT NULL)
RETURNS TABLE (package text, change_name text, deployed_at timestamptz)
LANGUAGE sql STABLE
AS $body$
  SELECT c.package, c.change_name, c.deployed_at
  FROM pgpm_migrate.changes AS c
  WHERE c.package = coalesce(p_package, c.package)
  ORDER BY c.deployed_at
$body$;

-- How many changes of each package are deployed, and the last of them.
CREATE FUNCTION pgpm_migrate.status(p_package text DEFAULT NULL)
RETURNS TABLE (package text, total_deployed integer, last_change text, last_deployed timestamptz)
LANGUAGE sql STABLE
AS $body$
  SELECT c.package, count(*)::integer, (array_agg(c.change_name ORDER BY c.deployed_at DESC))[1], max(c.deployed_at)
  FROM pgpm_migrate.changes AS c
  WHERE c.package = coalesce(p_package, c.package)
  GROUP BY c.package
$body$;
