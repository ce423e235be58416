-- What PostgreSQL has from version 18 on: a uuid that begins with the milliseconds it was made at.

DO $$
BEGIN
    IF to_regprocedure('uuidv7()') IS NULL THEN
        CREATE FUNCTION public.uuidv7() RETURNS uuid
            LANGUAGE sql VOLATILE AS
        $body$
            SELECT encode(
                set_byte(
                    overlay(
                        uuid_send(gen_random_uuid())
                        PLACING substr(int8send(trunc(extract(epoch FROM clock_timestamp()) * 1000)::bigint), 3)
                        FROM 1 FOR 6),
                    6,
                    -- The version stands in the upper half of the seventh byte.
                    112 | (get_byte(uuid_send(gen_random_uuid()), 6) & 15)),
                'hex')::uuid
        $body$;
    END IF;
END
$$;
