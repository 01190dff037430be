"""After an update of the program: what is tallied otherwise than before is counted anew, by itself, when the worker starts."""

from __future__ import annotations

from django.db import transaction

from fengqiao.indicators import defining, folding, registry
from fengqiao.indicators.models import Cell, Declared, Part
from fengqiao.indicators.vocabulary import OUT
from fengqiao.matter import changes


def renew() -> list[str]:
    """Count anew the lines whose tallies changed, everything where nothing was counted yet; the codes that differed."""
    declared = {code: defining.of_tally(each) for code, each in registry.tallies().items()}
    kept = dict(Declared.objects.values_list("code", "fingerprint"))
    differ = sorted(code for code in {*declared, *kept} if declared.get(code) != kept.get(code))
    if not differ:
        return []
    with transaction.atomic():
        gone = [code + end for code in kept.keys() - declared.keys() for end in ("", OUT)]
        for model in (Part, Cell):
            model._default_manager.filter(code__in=gone).delete()
        if kept:
            changes.note_lines({code.split(".", 1)[0] for code in differ})
        else:
            folding.rebuild()
        Declared.objects.all().delete()
        Declared.objects.bulk_create(Declared(code=code, fingerprint=fingerprint) for code, fingerprint in declared.items())
    return differ
