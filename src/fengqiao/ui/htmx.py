"""One place decides between a page and its fragment."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template import Context, Template, loader
from django.template.base import Origin
from django.template.context import make_context
from django.template.loader_tags import BLOCK_CONTEXT_KEY, BlockContext, BlockNode, ExtendsNode


class FragmentMissing(LookupError):
    """The template and its ancestors have no such block."""


def wants_fragment(request: HttpRequest) -> bool:
    """True for htmx asking for a part; a boosted form and a history miss want the whole page."""
    headers = request.headers
    return (
        headers.get("HX-Request") == "true"
        and headers.get("HX-Boosted") != "true"
        and headers.get("HX-History-Restore-Request") != "true"
    )


def render_page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any],
    fragment: str | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """Return the whole page, or to htmx its `fragment`.

    `fragment` is the name of a block of the template, or of a template of its own if it ends in `.html`.
    Raises FragmentMissing for a block that does not exist. Answers vary by HX-Request.
    """
    if fragment is None or not wants_fragment(request):
        response = render(request, template, dict(context), status=status)
    elif fragment.endswith(".html"):
        response = render(request, fragment, dict(context), status=status)
    else:
        response = HttpResponse(render_block(request, template, fragment, context), status=status)
    response.headers["Vary"] = ", ".join(filter(None, [response.headers.get("Vary"), "HX-Request"]))
    return response


def redirect_to(request: HttpRequest, url: str) -> HttpResponse:
    """Return a redirect that htmx follows as a page (HX-Redirect) and a browser as 303."""
    if wants_fragment(request):
        return HttpResponse(status=204, headers={"HX-Redirect": str(url)})
    response = HttpResponseRedirect(str(url))
    response.status_code = 303
    return response


def say(response: HttpResponse, text: str) -> HttpResponse:
    """Return `response` to htmx with a sentence that the page shows and reads aloud."""
    response.headers["HX-Trigger"] = json.dumps({"say": text})
    return response


def render_block(request: HttpRequest, template: str, block: str, context: Mapping[str, Any]) -> str:
    """Return one block of a template, with inheritance and context processors as in the whole page."""
    loaded: Template = loader.get_template(template).template  # type: ignore[attr-defined]
    page = make_context(dict(context), request)
    with page.bind_template(loaded), page.render_context.push_state(loaded):
        blocks = page.render_context[BLOCK_CONTEXT_KEY] = BlockContext()
        _collect_blocks(loaded, page, blocks)
        node = blocks.get_block(block)
        if node is None:
            raise FragmentMissing(f"no block {block!r} in {_where(loaded.origin)}")
        return str(node.render(page))


def _collect_blocks(loaded: Template, context: Context, blocks: BlockContext) -> None:
    for node in loaded.nodelist:
        if isinstance(node, ExtendsNode):
            blocks.add_blocks(node.blocks)
            _collect_blocks(node.get_parent(context), context, blocks)
            return
    found = loaded.nodelist.get_nodes_by_type(BlockNode)
    blocks.add_blocks({node.name: node for node in found if isinstance(node, BlockNode)})


def _where(origin: Origin) -> str:
    return str(origin.template_name or origin.name)
