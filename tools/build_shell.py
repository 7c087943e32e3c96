"""Build the Word shell of the agreements: `python tools/build_shell.py templates/mou-defence/shell.docx`.

The shell is written from nothing, so that no other program's defaults are in it. A firm's own letterhead works as well,
as long as it has the style names below and the placeholder {{ body }}.
"""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
FONTS = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="SimSun" w:cs="Times New Roman"/>'
INK = "1F3864"


def style(name: str, *, kind: str = "paragraph", based: str = "Normal", following: str = "", ppr: str = "", rpr: str = "",
          custom: bool = True, default: bool = False, quick: bool = True, ui: int = 0) -> str:
    identity = IDS.get(name, name.replace(" ", ""))
    flags = (' w:customStyle="1"' if custom else "") + (' w:default="1"' if default else "")
    body = f'<w:name w:val="{name}"/>'
    if based and not default:
        body += f'<w:basedOn w:val="{based}"/>'
    if following:
        body += f'<w:next w:val="{following}"/>'
    if ui:
        body += f'<w:uiPriority w:val="{ui}"/>'
    body += "<w:qFormat/>" if quick else ""
    body += (f"<w:pPr>{ppr}</w:pPr>" if ppr else "") + (f"<w:rPr>{rpr}</w:rPr>" if rpr else "")
    return f'<w:style w:type="{kind}"{flags} w:styleId="{identity}">{body}</w:style>'


IDS = {"annotation text": "CommentText", "annotation reference": "CommentReference", "footnote text": "FootnoteText",
       "footnote reference": "FootnoteReference", "toc 1": "TOC1", "toc 2": "TOC2", "header": "Header", "footer": "Footer",
       "Default Paragraph Font": "DefaultParagraphFont", "Normal Table": "TableNormal", "Table Grid": "TableGrid"}


def sized(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def space(before: int, after: int, line: int = 252) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def styles() -> str:
    keep = "<w:keepNext/><w:keepLines/>"
    tabs = '<w:tabs><w:tab w:val="left" w:pos="1400"/><w:tab w:val="right" w:leader="dot" w:pos="9298"/></w:tabs>'
    parts = [
        style("Normal", custom=False, default=True, ppr=space(0, 110, 254)),
        style("Default Paragraph Font", kind="character", custom=False, default=True, quick=False),
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>'
        '<w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
        '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>',
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:uiPriority w:val="99"/>'
        '<w:semiHidden/><w:unhideWhenUsed/></w:style>',
        '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/>'
        '<w:uiPriority w:val="39"/><w:tblPr><w:tblBorders>' + "".join(
            f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")) + '</w:tblBorders></w:tblPr></w:style>',
        style("Title", custom=False, ppr=keep + space(240, 120) + '<w:jc w:val="center"/>',
              rpr=f'<w:b/><w:bCs/><w:color w:val="{INK}"/>' + sized(36)),
        style("Subtitle", custom=False, ppr=keep + space(0, 240) + '<w:jc w:val="center"/>', rpr=sized(26)),
        style("header", custom=False, quick=False, ppr=space(0, 0, 240) + '<w:jc w:val="right"/>', rpr='<w:color w:val="7F7F7F"/>' + sized(17)),
        style("footer", custom=False, quick=False, ppr=space(0, 0, 240) + '<w:jc w:val="center"/>', rpr='<w:color w:val="7F7F7F"/>' + sized(17)),
        style("toc 1", custom=False, quick=False, ppr=tabs + space(0, 30, 240), ui=39),
        style("toc 2", custom=False, quick=False, ppr=tabs + space(0, 60, 240), ui=39),
        style("footnote text", custom=False, quick=False, ppr=space(0, 0, 240), rpr=sized(18)),
        style("footnote reference", kind="character", based="DefaultParagraphFont", custom=False, quick=False, rpr='<w:vertAlign w:val="superscript"/>'),
        style("annotation text", custom=False, quick=False, ppr=space(0, 0, 240), rpr=sized(20)),
        style("annotation reference", kind="character", based="DefaultParagraphFont", custom=False, quick=False, rpr=sized(16)),
        style("Drafter Party", ppr=space(120, 120) + '<w:jc w:val="center"/>', rpr="<w:b/><w:bCs/>" + sized(26)),
        style("Drafter Heading", following="DrafterText", ppr=keep + space(240, 120),
              rpr=f'<w:b/><w:bCs/><w:color w:val="{INK}"/>' + sized(24)),
        style("Drafter Text", ppr=space(0, 120)),
        style("Drafter Recital", ppr=space(0, 120) + '<w:jc w:val="both"/>'),
        style("Drafter Article", following="DrafterParagraph", ppr=keep + space(280, 120) + '<w:outlineLvl w:val="0"/>',
              rpr=f'<w:b/><w:bCs/><w:color w:val="{INK}"/>' + sized(24)),
        style("Drafter Paragraph", ppr=space(0, 120) + '<w:jc w:val="both"/>'),
        style("Drafter Item", ppr=space(0, 80) + '<w:jc w:val="both"/>'),
        style("Drafter Subitem", ppr=space(0, 60) + '<w:jc w:val="both"/>'),
        style("Drafter Annex", following="DrafterAnnexParagraph", ppr=keep + "<w:pageBreakBefore/>" + space(0, 200) + '<w:outlineLvl w:val="0"/>',
              rpr=f'<w:b/><w:bCs/><w:color w:val="{INK}"/>' + sized(26)),
        style("Drafter Annex Paragraph", ppr=space(0, 120) + '<w:jc w:val="both"/>'),
        style("Drafter Annex Item", ppr=space(0, 80) + '<w:jc w:val="both"/>'),
        style("Drafter Annex Subitem", ppr=space(0, 60) + '<w:jc w:val="both"/>'),
        style("Drafter Table Text", ppr=space(40, 40, 240), rpr=sized(19)),
    ]
    defaults = (f'<w:docDefaults><w:rPrDefault><w:rPr>{FONTS}{sized(21)}<w:lang w:val="en-GB" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
                "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>")
    return f"{HEAD}<w:styles {W}>{defaults}{''.join(parts)}</w:styles>"


def theme() -> str:
    """The smallest theme Word accepts: its colours and fonts are not used by any style here."""
    colours = "".join(f'<a:{n}><a:srgbClr val="{v}"/></a:{n}>' for n, v in (
        ("dk1", "000000"), ("lt1", "FFFFFF"), ("dk2", INK), ("lt2", "E7ECF4"), ("accent1", INK), ("accent2", "7F7F7F"),
        ("accent3", "A5A5A5"), ("accent4", "4472C4"), ("accent5", "70AD47"), ("accent6", "ED7D31"), ("hlink", "0563C1"), ("folHlink", "954F72")))
    face = '<a:latin typeface="Times New Roman"/><a:ea typeface="SimSun"/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="6350">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (f'{HEAD}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Plain"><a:themeElements>'
            f'<a:clrScheme name="Plain">{colours}</a:clrScheme><a:fontScheme name="Plain"><a:majorFont>{face}</a:majorFont>'
            f'<a:minorFont>{face}</a:minorFont></a:fontScheme><a:fmtScheme name="Plain"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
            f'<a:lnStyleLst>{line * 3}</a:lnStyleLst><a:effectStyleLst>{effect * 3}</a:effectStyleLst>'
            f'<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>')


def paragraph(text: str, style_id: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'


def page_field(code: str) -> str:
    return (f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>')


def text_run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def parts() -> dict[str, str]:
    section = ('<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:footerReference w:type="default" r:id="rId4"/>'
               '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1361" w:right="1304" w:bottom="1247" w:left="1304" '
               'w:header="680" w:footer="624" w:gutter="0"/></w:sectPr>')
    body = paragraph("{{ title }}", "Title") + paragraph("{{ subject }}", "Subtitle") + paragraph("{{ body }}", "DrafterText")
    footer = (text_run("{{ organisation }}   ·   {{ page }}") + page_field("PAGE") + text_run("{{ page_of }}")
              + page_field("NUMPAGES") + text_run("{{ page_end }}"))
    office = "http://schemas.openxmlformats.org/officeDocument/2006"
    package = "http://schemas.openxmlformats.org/package/2006"
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    kinds = {"document": f"{word}.document.main+xml", "styles": f"{word}.styles+xml", "settings": f"{word}.settings+xml",
             "numbering": f"{word}.numbering+xml", "header1": f"{word}.header+xml", "footer1": f"{word}.footer+xml",
             "fontTable": f"{word}.fontTable+xml",
             "theme/theme1": "application/vnd.openxmlformats-officedocument.theme+xml"}
    overrides = "".join(f'<Override PartName="/word/{n}.xml" ContentType="{t}"/>' for n, t in kinds.items())
    overrides += '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
    targets = ["styles", "settings", "header", "footer", "numbering", "fontTable", "theme"]
    files = {"header": "header1", "footer": "footer1", "theme": "theme/theme1"}
    relations = "".join(f'<Relationship Id="rId{n}" Type="{office}/relationships/{t}" Target="{files.get(t, t)}.xml"/>'
                        for n, t in enumerate(targets, 1))
    return {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                               f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{office}/relationships/officeDocument" Target="word/document.xml"/>'
                       f'<Relationship Id="rId2" Type="{package}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>',
        "docProps/core.xml": f'{HEAD}<cp:coreProperties xmlns:cp="{package}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
                             'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"></cp:coreProperties>',
        "word/_rels/document.xml.rels": f'{HEAD}<Relationships xmlns="{package}/relationships">{relations}</Relationships>',
        "word/document.xml": f"{HEAD}<w:document {W} {R}><w:body>{body}{section}</w:body></w:document>",
        "word/styles.xml": styles(),
        "word/settings.xml": f'{HEAD}<w:settings {W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/>'
                             '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>',
        "word/numbering.xml": f"{HEAD}<w:numbering {W}></w:numbering>",
        "word/fontTable.xml": f'{HEAD}<w:fonts {W}><w:font w:name="Times New Roman"><w:family w:val="roman"/></w:font><w:font w:name="SimSun"><w:altName w:val="宋体"/></w:font>'
                              '<w:font w:name="SimHei"><w:altName w:val="黑体"/></w:font></w:fonts>',
        "word/theme/theme1.xml": theme(),
        "word/header1.xml": f'{HEAD}<w:hdr {W}>{paragraph("{{ draft_notice }}", "Header")}</w:hdr>',
        "word/footer1.xml": f'{HEAD}<w:ftr {W}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{footer}</w:p></w:ftr>',
    }


def main(target: str) -> None:
    found = parts()
    order = sorted(found, key=lambda n: (n != "[Content_Types].xml", n != "_rels/.rels", n))
    with zipfile.ZipFile(Path(target), "w") as package:
        for part in order:
            info = zipfile.ZipInfo(part, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(info, found[part])


if __name__ == "__main__":
    main(sys.argv[1])
