"""``matter_looked_up`` begins with windows of days, so small that what is common is found in a million matters without
reading more than is wanted. Where they give little, the question is rare after all, whatever the planner thought, and all of
it is asked for at once: each window is a walk of its own. ``spans`` are the days of each window. A matter may be given twice;
the caller takes it once. How much there can be says the rarest of the words that are ``needed``: that of a phrase the planner
reckons too low, as if its pairs of characters came together by chance.

Search rows from before have no day: they are found by their month, and made anew by ``fengqiao search rebuild``.
"""

from django.db import migrations

LOOKED_UP = """
create or replace function matter_looked_up(
    asked text, needed text[], few integer, windows text[], spans integer[], checked text, most integer
) returns setof uuid language plpgsql volatile parallel unsafe
as $$
declare
    plan json;
    part text;
    expected numeric := 0;
    ids uuid[];
    passed integer := 0;
    met integer := 0;
    given integer := 0;
    given_now integer;
    all_days integer := (select sum(span) from unnest(spans) as span);
begin
    foreach part in array needed loop
        execute 'explain (format json) select 1 from matter_mattersearch where words @@ ' || quote_literal(part) || '::tsquery'
            into plan;
        expected := least((plan->0->'Plan'->>'Plan Rows')::numeric, nullif(expected, 0));
    end loop;
    for n in 1 .. coalesce(cardinality(windows), 0) loop
        exit when expected <= few or given >= most;
        if passed >= 7 and (met + 1) * all_days / passed <= few then
            expected := 0;
            exit;
        end if;
        ids := array(select * from matter_found(asked || ' & ' || windows[n], '', most - given));
        met := met + cardinality(ids);
        if checked = '' then
            return query select unnest(ids);
        else
            return query select w.matter_id from matter_mattersearch w
                where w.matter_id = any(ids) and w.words @@ checked::tsquery order by w.matter_id desc;
        end if;
        get diagnostics given_now = row_count;
        given := given + given_now;
        passed := passed + spans[n];
    end loop;
    if expected <= few then
        return query select * from matter_found(asked, checked, most);
    end if;
end
$$
"""


class Migration(migrations.Migration):
    dependencies = [("matter", "0015_retention")]

    operations = [
        migrations.RunSQL(
            LOOKED_UP, "drop function matter_looked_up(text, text[], integer, text[], integer[], text, integer)"
        ),
        migrations.RunSQL(
            "drop function matter_looked_up(text, text[], text, integer, integer)", migrations.RunSQL.noop
        ),
    ]
