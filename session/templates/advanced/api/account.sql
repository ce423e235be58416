/*
<pgmi-meta id="1b1d7a3e-52a0-4d0f-9d54-3f0f5a1c9e03" idempotent="true">
    <description>An account, by its address in whatever case</description>
    <sortKeys><key>2/api</key></sortKeys>
</pgmi-meta>
*/
CREATE OR REPLACE FUNCTION app.account_by_email(address text) RETURNS app.account
LANGUAGE sql STABLE AS $$
    SELECT account FROM app.account AS account WHERE lower(email) = lower(address)
$$;
