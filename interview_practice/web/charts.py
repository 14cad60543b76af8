"""The rows of a chart's table, which are also the data of its picture. Written here: a page has
hundreds of them, and a template takes five times as long."""

from collections.abc import Iterable, Mapping

from markupsafe import Markup, escape


def chart_rows(rows: Iterable[Mapping], form: str) -> Markup:
    """Table rows of mappings as charts.html describes them."""
    return Markup("\n".join([f"{row_head(row)}{_cells(row, form)}</tr>" for row in rows]))


def single(rows: Iterable[tuple[str, str]]) -> Markup:
    """Table rows of one figure each: a head, which several charts share, and a number."""
    return Markup("\n".join([f'{head}<td data-y="{y}">{y}</td></tr>' for head, y in rows]))


def row_head(row: Mapping) -> str:
    """What stands before the figures of a row, as HTML."""
    name, href, note = escape(row["label"]), row.get("href"), row.get("note")
    if href:
        name = f'<a href="{escape(href)}">{name}</a>'
    if note:
        name = f'{name} <span class="small">{escape(note)}</span>'
    place = f' data-x="{row["x"]}"' if "x" in row else ""
    return f'<tr{place}><th scope="row">{name}</th>'


def _cells(row: Mapping, form: str) -> str:
    return "".join(
        '<td data-y="">&ndash;</td>' if y is None else f'<td data-y="{y}">{form % y}</td>'
        for y in row["values"]
    )
