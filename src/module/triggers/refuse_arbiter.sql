  IF EXISTS (SELECT FROM pg_constraint AS k WHERE conrelid = target AND contype = 'p'
      AND (condeferrable OR coalesce((to_jsonb(k) ->> 'conperiod')::boolean, false))) THEN
    RAISE feature_not_supported USING
      MESSAGE = {table} || ' has a deferrable or temporal primary key, which ON CONFLICT cannot name',
      HINT = 'Export from the database (--database-url), which tells of such keys, or with --on-conflict error.';
  END IF;
