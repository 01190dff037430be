"""``matter_looked_up`` asks for what is rare at once, and only for what is common window by window until there is enough.

How common a question is says the planner, by how common each word is. Explaining makes the function volatile.
"""

from django.db import migrations

LOOKED_UP = """
create or replace function matter_looked_up(asked text, windows text[], checked text, most integer, few integer)
returns setof uuid language plpgsql volatile parallel unsafe
as $$
declare
    plan json;
    found_now integer;
    wanted integer := most;
    part text;
begin
    if cardinality(windows) > 0 then
        execute 'explain (format json) select 1 from matter_mattersearch where words @@ ' || quote_literal(asked) || '::tsquery'
            into plan;
    end if;
    if plan is null or (plan->0->'Plan'->>'Plan Rows')::numeric <= few then
        return query select * from matter_found(asked, checked, most);
        return;
    end if;
    foreach part in array windows loop
        return query select * from matter_found(asked || ' & ' || part, checked, wanted);
        get diagnostics found_now = row_count;
        wanted := wanted - found_now;
        exit when wanted <= 0;
    end loop;
end
$$
"""


class Migration(migrations.Migration):
    dependencies = [("matter", "0011_share_apart")]

    operations = [
        migrations.RunSQL(LOOKED_UP, "drop function matter_looked_up(text, text[], text, integer, integer)"),
    ]
