"""Search rows say by which version they were made and what of; ``fengqiao search rebuild`` makes those from before anew.

``matter_found`` asks the search table by its GIN index and by nothing else: a walk through the table, which the planner
takes for cheap where the words lie outside of it, would open every row. ``checked`` is asked of the rows found only,
as the characters' places stand in the rows, not in the index.
"""

from django.db import migrations, models

FOUND = """
create or replace function matter_found(asked text, checked text, most integer) returns setof uuid
language plpgsql stable parallel safe
set enable_seqscan = off set enable_indexscan = off set enable_indexonlyscan = off
as $$
begin
    if checked = '' then
        return query select w.matter_id from matter_mattersearch w where w.words @@ asked::tsquery
            order by w.matter_id desc limit most;
    else
        return query select c.matter_id from (
            select w.matter_id, w.words from matter_mattersearch w where w.words @@ asked::tsquery
            order by w.matter_id desc limit most
        ) c where c.words @@ checked::tsquery order by c.matter_id desc;
    end if;
end
$$
"""


class Migration(migrations.Migration):
    dependencies = [("matter", "0005_leaner_indexes")]

    operations = [
        migrations.AddField("mattersearch", "version", models.PositiveSmallIntegerField("索引版本", default=0)),
        migrations.AddField("mattersearch", "digest", models.BinaryField("内容摘要", max_length=8, default=b"")),
        # what waits to be merged into the index is read through by every look-up: keep it short
        migrations.RunSQL(
            "alter index matter_search_words set (gin_pending_list_limit = 512)",
            "alter index matter_search_words reset (gin_pending_list_limit)",
        ),
        migrations.RunSQL(FOUND, "drop function matter_found(text, text, integer)"),
    ]
