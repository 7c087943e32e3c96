"""Skeletons: a clause, a section, an element or a template as a file with every key and what it is for."""

from __future__ import annotations

import re

from drafter.errors import DrafterError
from drafter.schema import Library

NAME = re.compile(r"[a-z][a-z0-9-]*(/[a-z][a-z0-9-]*)?\Z")

CLAUSE = """\
---
id: {id}
title: {{en: "", zh: ""}}            # the heading of the article
provides: [{provides}]               # key elements this text satisfies (drafter list elements)
position: preferred                 # preferred, acceptable or minimum
form: full                          # full, short or both
when: []                            # facts that select it: [{{armed: true}}]
defines: []                         # terms it introduces (models/terms.yaml)
needs: []                           # every fact between {{{{ }}}}, and only those
sources:
  - {{id: vps-2000, at: ""}}         # drafter list sources
status: draft
since: "{since}"
meets:                              # requirement -> paragraph: "1", "2.a", "3:1" (drafter show ELEMENT)
{meets}
examples:
  match:                            # how others put it; would satisfy the element
    en: ["", ""]
    zh: ["", ""]
  no_match:                         # near misses: one thing wrong in each
    en: ["", ""]
    zh: ["", ""]
---
## en

## zh

## Why
"""

DEFINITION = """\
---
id: {id}
title: {{en: Definitions and interpretation, zh: 定义与解释}}
provides: []
position: preferred
form: both
when: []
defines: [{name}]                   # a term of models/terms.yaml
needs: []
sources: []
status: draft
since: "{since}"
meets: {{}}
---
## en
**"…"** means …

## zh
**“……”**，是指……。

## Why
"""

ELEMENT = """\
id: {id}
group: ""
names: {{en: "", zh: "", es: "", fr: ""}}
asks: {{en: "", zh: "", es: "", fr: ""}}
severity: major                     # critical, major or minor
human_rights: true                  # would an innocent commercial agreement lack it?
level: {{mou-defence: recommended}}   # per kind: required, recommended, optional, not-applicable
applies: always                     # or conditions in facts: [{{armed: true}}]
obligor: [force]                    # state, force, company, private-security, ngo, members, all
requirements:
  - id: first
    asks: {{en: "", zh: "", es: "", fr: ""}}
    core: true                      # without it the element is at most weak
    polarity: duty                  # duty, prohibition or either
    permission: false               # does a permission satisfy it?
    passive: false                  # does a passive without agent satisfy it?
    cues: {{}}
weak: []
contradicted: []
traps: []
share: 0.55
sources: []
examples: {{match: {{en: [], zh: []}}, no_match: {{en: [], zh: []}}}}
"""

SECTION = """\
---
id: {id}
genre: report
family: {id}   # files of one family are alternatives chosen by `when`
title: {{en: "", zh: ""}}            # the heading of the section
provides: []                        # elements of case studies that it tells (drafter list elements)
position: preferred
form: full
when: []                            # facts that select it: [{{results_have_numbers: true}}]
defines: []
needs: []                           # every fact it uses, and only those
sources: []
status: draft
since: "{since}"
meets: {{}}
---
## en

## zh

## Why
"""

REPORT = """\
kind: {id}
genre: report
elements: case
numbering: sections                 # or terms: paragraphs are counted as well
shell: report
manifest: false
reviewer: cleared_by                # while this fact is open, every page says labels.draft
handling: circulation
facets: {{}}                         # facts a compendium sorts by: country, sector, monitoring, rating, actions
titles:
  name: {{en: "", zh: ""}}
  document: {{en: "{{{{ report_title }}}}", zh: "{{{{ report_title }}}}"}}
  subject: {{en: "", zh: ""}}
labels:
  draft: {{en: "DRAFT: not cleared for publication", zh: 草稿：未经批准发布}}
  page: {{en: Page, zh: 第}}
  page-of: {{en: of, zh: 页，共}}
  page-end: {{en: "", zh: 页}}
  contents: {{en: Contents, zh: 目录}}
  annexes: {{en: Annexes, zh: 附件}}
forms:
  full:
    - {{id: case/scope}}
"""

TEMPLATE = """\
kind: {id}
elements: mou
titles:
  name: {{en: "", zh: ""}}
  document: {{en: "", zh: ""}}
  subject: {{en: "", zh: ""}}
labels: {labels}
signatories: []
forms:
  full:
    - {{id: front/parties, part: opening}}
    - {{id: purpose-scope}}
"""


def skeleton(what: str, identity: str, library: Library, *, since: str) -> dict[str, str]:
    """The files of a new clause, section, element, template or report: path below the library folder → text.

    Raises DrafterError when the id is not one or is taken.
    """
    clause = what in ("clause", "section")
    if not NAME.match(identity) or clause != ("/" in identity):
        wanted = "family/name" if clause else "one-name"
        raise DrafterError(f"'{identity}' is not an id (allowed: {wanted}, small letters, digits and hyphens)")
    taken = library.clauses if clause else library.elements if what == "element" else library.templates
    if identity in taken:
        raise DrafterError(f"{what} '{identity}' exists already (drafter show {identity})")
    if what == "section":
        return {f"clauses/{identity}.md": SECTION.format(id=identity, since=since)}
    if what == "report":
        return {f"templates/{identity}/template.yaml": REPORT.format(id=identity)}
    if what == "clause":
        return {f"clauses/{identity}.md": _clause(identity, library, since)}
    if what == "element":
        return {f"models/elements/mou/{identity}.yaml": ELEMENT.format(id=identity)}
    labels = next((t.labels for t in library.templates.values()), {})
    flow = "{" + ", ".join(f"{key}: {{{', '.join(f'{lang}: {chr(34)}{text}{chr(34)}' for lang, text in texts.items())}}}"
                           for key, texts in labels.items()) + "}"
    return {f"templates/{identity}/template.yaml": TEMPLATE.format(id=identity, labels=flow)}


def _clause(identity: str, library: Library, since: str) -> str:
    family, _, name = identity.partition("/")
    if family == "definitions":
        return DEFINITION.format(id=identity, name=name, since=since)
    element = library.elements.get(family)
    requirements = [r.id for r in element.requirements] if element else ["requirement"]
    meets = f"  {family}:\n" + "\n".join(f'    {r}: ""' for r in requirements)
    return CLAUSE.format(id=identity, provides=family if element else "", since=since, meets=meets)
