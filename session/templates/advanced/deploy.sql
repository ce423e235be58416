BEGIN;

CREATE SCHEMA IF NOT EXISTS deployment;
CREATE TABLE IF NOT EXISTS deployment.script (
    id uuid NOT NULL,
    sort_key text NOT NULL,
    path text NOT NULL,
    checksum text NOT NULL,
    deployed_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (id, sort_key)
);

DO $$
DECLARE
    step record;
BEGIN
    FOR step IN
        SELECT plan.*, known.checksum AS known
        FROM pg_temp.pgmi_plan_view AS plan
        JOIN pg_temp.pgmi_source_view AS source ON source.path = plan.path
        LEFT JOIN deployment.script AS known ON known.id = plan.id AND known.sort_key = plan.sort_key
        WHERE source.is_sql_file AND plan.id IS NOT NULL
        ORDER BY plan.execution_order
    LOOP
        IF step.known = step.checksum THEN
            CONTINUE;
        ELSIF step.known IS NOT NULL AND NOT step.idempotent THEN
            RAISE EXCEPTION '% was changed after it was deployed', step.path
                USING HINT = 'It runs once: take the change back, and write it into another file.';
        END IF;
        RAISE NOTICE 'deploying % (%)', step.path, step.sort_key;
        EXECUTE step.content;
        INSERT INTO deployment.script (id, sort_key, path, checksum)
        VALUES (step.id, step.sort_key, step.path, step.checksum)
        ON CONFLICT (id, sort_key)
        DO UPDATE SET path = excluded.path, checksum = excluded.checksum, deployed_at = excluded.deployed_at;
    END LOOP;
END $$;

CALL pgmi_test();

COMMIT;
