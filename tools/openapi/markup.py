# SPDX-License-Identifier: Apache-2.0
"""HTML from texts: escaping, and the few forms of CommonMark that the document's texts have."""

import html
import re


def text(value):
    return html.escape(value, quote=True)


def inline(value):
    """`code` and **strong**; everything else as it is written."""
    parts = re.split(r"(`[^`]+`|\*\*[^*]+\*\*)", value)
    return "".join(_part(part) for part in parts)


def blocks(value):
    """Paragraphs and lists, told apart by blank lines and by the dashes that items begin with."""
    result = []
    for block in value.strip().split("\n\n"):
        lines = block.split("\n")
        if all(line.startswith("- ") for line in lines):
            items = "".join(f"<li>{inline(line[2:])}</li>" for line in lines)
            result.append(f"<ul>{items}</ul>")
        else:
            result.append(f"<p>{inline(' '.join(lines))}</p>")
    return "\n".join(result)


def table(label, headings, rows):
    """A table that can be scrolled sideways, also with the keyboard. Cells are HTML."""
    head = "".join(f'<th scope="col">{text(heading)}</th>' for heading in headings)
    body = "\n".join(
        f'<tr><th scope="row">{first}</th>' + "".join(f"<td>{cell}</td>" for cell in rest) + "</tr>"
        for first, *rest in rows)
    return (f'<div class="table" role="group" aria-label="{text(label)}" tabindex="0"><table>\n'
            f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody></table></div>")


def _part(part):
    if part.startswith("`") and part.endswith("`") and len(part) > 2:
        return f"<code>{text(part[1:-1])}</code>"
    if part.startswith("**") and part.endswith("**") and len(part) > 4:
        return f"<strong>{text(part[2:-2])}</strong>"
    return text(part)
