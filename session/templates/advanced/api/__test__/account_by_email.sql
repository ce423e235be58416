DO $$
BEGIN
    ASSERT (app.account_by_email('ada@EXAMPLE.com')).name = 'Ada', 'case does not matter';
    ASSERT app.account_by_email('nobody@example.com') IS NULL, 'nobody is nobody';
END $$;
