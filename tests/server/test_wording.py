"""Every page, mail and note of allauth that can be shown here has wording of our own."""

from __future__ import annotations

from pathlib import Path

import allauth

OURS = Path(__file__).parents[2] / "src" / "fifteen" / "pages" / "templates"
THEIRS = Path(allauth.__file__).parent / "templates"
FOLDERS = ("account", "mfa", "usersessions", "socialaccount")
BARE = {
    # Parts without a word in them, or pages of ours that they are replaced by as a whole.
    *(f"account/base_{name}.html" for name in ("entrance", "manage", "manage_email")),
    *("account/base_manage_password.html", "account/base_manage_phone.html"),
    *(f"mfa/{name}.html" for name in ("base_entrance", "base_manage", "webauthn/base")),
    *("mfa/recovery_codes/base.html", "mfa/totp/base.html"),
    *(
        "usersessions/base_manage.html",
        "usersessions/usersession_list.html",
        "socialaccount/base_entrance.html",
        "socialaccount/base_manage.html",
    ),
    "mfa/recovery_codes/download.txt",
    # Not reached: no telephone numbers, no codes instead of links for an address or a password, no
    # account by a passkey alone, no trusted browsers, no list of many providers, email_change is
    # for sites with one address an account.
    *("account/confirm_phone_verification_code.html", "account/phone_change.html"),
    *("account/confirm_email_verification_code.html", "account/email_change.html"),
    *("account/confirm_password_reset_code.html", "account/signup_by_passkey.html"),
    *("account/messages/phone_verification_sent.txt", "account/messages/phone_verified.txt"),
    *("mfa/trust.html", "mfa/webauthn/signup_form.html", "socialaccount/login_redirect.html"),
    *(f"account/email/password_reset_code_{part}.txt" for part in ("message", "subject")),
    *(f"account/snippets/{name}.html" for name in ("already_logged_in", "warn_no_email")),
    *(f"socialaccount/snippets/{n}.html" for n in ("login", "login_extra", "provider_list")),
}


def test_nothing_is_left_in_the_wording_of_the_library() -> None:
    theirs = {
        str(path.relative_to(THEIRS))
        for folder in FOLDERS
        for path in (THEIRS / folder).rglob("*")
        if path.is_file()
    }
    ours = {one for one in theirs if (OURS / one).exists()}
    assert theirs - ours - BARE == set()
    assert ours & BARE <= {"account/base_reauthenticate.html"}
