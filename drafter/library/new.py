"""Skeletons: a clause, an element or a template as a file with every key and what it is for."""

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
share: 0.6
sources: []
examples: {{match: {{en: [], zh: []}}, no_match: {{en: [], zh: []}}}}
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
    """The files of a new clause, element or template: path below the library folder → text.

    Raises DrafterError when the id is not one or is taken.
    """
    if not NAME.match(identity) or (what == "clause") != ("/" in identity):
        wanted = "family/name" if what == "clause" else "one-name"
        raise DrafterError(f"'{identity}' is not an id (allowed: {wanted}, small letters, digits and hyphens)")
    taken = {"clause": library.clauses, "element": library.elements, "template": library.templates}[what]
    if identity in taken:
        raise DrafterError(f"{what} '{identity}' exists already (drafter show {identity})")
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
