"""``matter_looked_up`` begins with windows of days, so small that what is common is found in a million matters without
reading more than is wanted. Where they give little, the question is rare after all, whatever the planner thought, and all of
it is asked for at once: each window is a walk of its own. ``spans`` are the days of each window. A matter may be given twice;
the caller takes it once. How much there can be says the rarest of the words that are ``needed``: that of a phrase the planner
reckons too low, as if its pairs of characters came together by chance. A window is walked with the rarest only, and what
it gives is held against the whole question: each word of a walk is looked up for every matter of the window.

Search rows from before have no day: they are found by their month, and made anew by ``fengqiao search rebuild``.
"""

from django.db import migrations

LOOKED_UP = """
create or replace function matter_looked_up(
    asked text, scope text, needed text[], few integer, windows text[], spans integer[], checked text, most integer
) returns setof uuid language plpgsql volatile parallel unsafe
as $$
declare
    plan json;
    part text;
    weights numeric[] := '{}';
    walked text;
    verified text := checked;
    rare boolean := cardinality(windows) = 0;
    met uuid[];
    ids uuid[];
    passed integer := 0;
    all_met integer := 0;
    given integer := 0;
    all_days integer := (select sum(span) from unnest(spans) as span);
begin
    foreach part in array needed loop
        execute 'explain (format json) select 1 from matter_mattersearch where words @@ '
            || quote_literal(part || ' & ' || scope) || '::tsquery' into plan;
        weights := weights || (plan->0->'Plan'->>'Plan Rows')::numeric;
        rare := rare or weights[cardinality(weights)] <= few;
    end loop;
    walked := (select needed[n] from generate_subscripts(needed, 1) as n order by weights[n] limit 1);
    if cardinality(needed) > 1 and checked = '' then
        verified := asked;
    end if;
    for n in 1 .. coalesce(cardinality(windows), 0) loop
        exit when rare or given >= most;
        met := array(select * from matter_found(walked || ' & ' || windows[n], '', most - given));
        ids := array(
            select w.matter_id from matter_mattersearch w
            where w.matter_id = any(met) and (verified = '' or w.words @@ verified::tsquery) order by w.matter_id desc
        );
        if cardinality(met) = most - given and cardinality(ids) < cardinality(met) then
            ids := array(select * from matter_found(asked || ' & ' || windows[n], checked, most - given));
        end if;
        return query select unnest(ids);
        given := given + cardinality(ids);
        all_met := all_met + cardinality(met);
        passed := passed + spans[n];
        rare := n < cardinality(windows) and passed >= 7 and (all_met + 1) * all_days / passed <= few;
    end loop;
    if rare then
        return query select * from matter_found(asked || ' & ' || scope, checked, most);
    end if;
end
$$
"""


class Migration(migrations.Migration):
    dependencies = [("matter", "0015_retention")]

    operations = [
        migrations.RunSQL(
            LOOKED_UP, "drop function matter_looked_up(text, text, text[], integer, text[], integer[], text, integer)"
        ),
        migrations.RunSQL(
            "drop function matter_looked_up(text, text[], text, integer, integer)", migrations.RunSQL.noop
        ),
    ]
