"""A small download in the form of O*NET's text files, invented from end to end."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_CODE = "O*NET-SOC Code"
_MEAN = f"{_CODE}\tElement ID\tElement Name\tScale ID\tData Value\tN\tRecommend Suppress"

FILES: Mapping[str, str] = {
    "Occupation Data": f"""{_CODE}\tTitle\tDescription
90-1001.00\tTide Room Builders\tBuild rooms in which visitors can move the sea.
90-1002.00\tGrid Modelers\tWork out what a network carries on the coldest day.
""",
    "Alternate Titles": f"""{_CODE}\tAlternate Title\tShort Title\tSource(s)
90-1001.00\tExhibition Developer\tn/a\t08
90-1002.00\tPower Flow Planner\tn/a\t08
""",
    "Task Statements": f"""{_CODE}\tTask ID\tTask\tTask Type\tIncumbents Responding
90-1001.00\t2\tSweep the tide room.\tSupplemental\t9
90-1001.00\t1\tBuild a wave out of cardboard.\tCore\t9
90-1002.00\t3\tAsk towns for their numbers.\tCore\t9
""",
    "Work Activities": f"""{_MEAN}
90-1001.00\t4.A.1\tListening to Waves\tIM\t3.10\t9\tN
90-1001.00\t4.A.2\tGluing Things Together\tIM\t4.80\t9\tN
90-1001.00\t4.A.3\tGuessing\tIM\t4.90\t9\tY
90-1001.00\t4.A.2\tGluing Things Together\tLV\t6.00\t9\tN
""",
    "Work Context": f"""{_MEAN}
90-1001.00\t4.C.3.d.1\tTime Pressure\tCX\t4.20\t9\tN
90-1001.00\t4.C.3.d.8\tDuration of Typical Work Week\tCT\t2.70\t9\tN
90-1001.00\t4.C.1.b.1.e\tWork in a Team\tCX\t4.60\t9\tN
90-1001.00\t4.C.2.a.1.a\tIndoors, Warm\tCX\t3.90\t9\tN
90-1001.00\t4.C.1.d.1\tConflict\tCX\t1.20\t9\tN
""",
    "Skills": f"""{_MEAN}
90-1001.00\t2.B.1\tPatience\tIM\t4.00\t9\tN
""",
    "Technology Skills": f"""{_CODE}\tExample\tCommodity Code\tCommodity Title\tHot Technology
90-1001.00\tWaveMaker\t1\tWaves\tN
90-1001.00\tGlueCAD\t2\tGlue\tY
""",
    "Job Zones": f"""{_CODE}\tJob Zone\tDate\tDomain Source
90-1001.00\t4\t08/2025\tAnalyst
""",
    "Job Zone Reference": """Job Zone\tName\tExperience\tEducation\tJob Training
4\tMuch\tYears\tMost have a degree, some do not.\tYears
""",
}


def zipped(files: Mapping[str, str | bytes] = FILES, folder: str = "db_30_1_text/") -> bytes:
    """The files as one zip, as they are downloaded."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(f"{folder}{name}.txt", text)
    return out.getvalue()
