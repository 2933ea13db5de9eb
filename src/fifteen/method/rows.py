"""The rows of the method, each with its sentence: every reason shown to a user comes from here.

METHOD.md, the specification, gives each row its id. `of(row)` is the sentence behind an id.
"""

from __future__ import annotations

ROWS: dict[str, str] = {
    "P1": "A campaign has a purpose: learn about a field, find work, develop opportunities, "
    "or renew connections.",
    "P2": "Not knowing yet is normal; what you like, dislike, did and studied points to fields "
    "worth asking about.",
    "P3": "What people picture of a job is often wrong, so each belief becomes a question.",
    "P4": "Read first, then ask what reading could not answer.",
    "P5": "Look for work that fits you, not for a way to fit any vacancy.",
    "P6": "Finding out that a field is not for you is a success.",
    "C1": "Anyone who knows the field can be asked: alumni, friends, family, colleagues, "
    "members of groups.",
    "C2": "Aim at particular people and positions; scattering requests fails.",
    "C3": "Contacts lead to contacts, so the list is refilled as you go.",
    "C4": "If it stalls, ask more people a day and meet more people a week.",
    "C5": "Persistence pays because of probability.",
    "C6": "Ask through the person who knows the person.",
    "A1": "Ask for advice and information, never for a job, an internship, a favour or a lead.",
    "A2": "The word for this kind of talk makes people uneasy, so letters do not use it.",
    "A3": "Ask for fifteen minutes.",
    "A4": "How to ask depends on the tie: friends are simply asked, a friend of a friend is "
    "reached through them, a stranger gets a short mail.",
    "A5": "Say plainly what the talk is for; many people do not know this kind of talk.",
    "A6": "Approach the person as an expert, with a fact about them, not flattery.",
    "A7": "Write to a named person at a direct address.",
    "A8": "No résumé with the request: it turns asking for advice into an application.",
    "A9": "Busy people deserve respect for their time: short, one clear ask, easy to say no.",
    "A10": "People say yes because helping has meaning, because they like to mentor, or because "
    "talent sometimes comes this way.",
    "A11": "A letter may be followed by a telephone call to make the appointment.",
    "A12": "Professional, proactive, grateful.",
    "R1": "After a yes, find a time that suits them.",
    "R2": "After a no, thank them and move on.",
    "R3": "When put off, say once and clearly what you want: advice, and no job from them.",
    "R4": "When still put off, offer the telephone and ask for a further name, once, then peace.",
    "R5": "After a refusal, a kind letter restates the purpose and asks to be remembered.",
    "R6": "After silence, a friendly reminder after a sensible time, then rest.",
    "R7": "Some people want to talk right now, so the call sheet is always at hand.",
    "Q1": "What you get out depends on how well you prepare.",
    "Q2": "Have questions ready, personal ones first.",
    "Q3": "Go in with one of four goals, worth one to four points.",
    "Q4": "Ten to fifteen minutes, with a plan.",
    "Q5": "Dress as for a job interview, and be early rather than on time.",
    "Q6": "Take the résumé along and bring it up near the end, to get advice on it.",
    "Q7": "It can turn into a screening: show competence, intelligence, honesty, likeability.",
    "Q8": "It is practice for real interviews too.",
    "Q9": "Expect information, advice, names, and to be remembered; nothing more.",
    "T1": "End at fifteen minutes, and be the one who ends it, unless they offer more.",
    "T2": "Do not watch the clock or cut anyone off.",
    "T3": "By telephone it is as good as face to face, and the same rules hold.",
    "T4": "Ask who else you should speak with.",
    "T5": "Thank them before you go.",
    "T6": "Welcome an opening that is mentioned, and do not chase it.",
    "T7": "Nothing said may be lost.",
    "F1": "Always thank in writing, the same day.",
    "F2": "Follow up on the introductions they offered.",
    "F3": "Read what they recommended and tell them.",
    "F4": "After a telephone talk, thank, enclose the résumé, ask to be remembered and referred.",
    "F5": "Four measures: the information, what you gave, the connection, a lead.",
    "F6": "An open door not used is a closed one.",
    "F7": "A conversation can bear fruit more than a year later, so keep in touch.",
    "F8": "Sometimes nothing comes of it, and the talk was still worth it.",
    "F9": "Tell people what their help led to.",
    "O1": "A coach works out with her clients how to get in, what to ask, how to follow up.",
    "O2": "Colleges and associations bring young and established alumni together.",
    "O3": "Hosts are busy and are doing a favour.",
    "O4": "Success stories encourage.",
}


def of(row: str) -> str:
    """The sentence of a row such as "R6". Raises KeyError for an id that does not exist."""
    return ROWS[row]
