DO $$
BEGIN
    ASSERT (SELECT count(*) FROM metaschema_public.database) > 0, 'the database itself was exported';
END $$;
