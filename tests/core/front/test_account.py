import re

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import translation

from core.forms import account
from core.models import User
from tests.core.front.pages import read
from tests.factories import make_person

pytestmark = pytest.mark.django_db

PASSWORD = "tri gair heb berthyn"


@pytest.fixture
def rhian() -> User:
    return make_person("Rhian Prosser", email="rhian@demo.example", password=PASSWORD)


def sign_in(client: Client, **typed: str):
    return client.post("/en/account/login/", {"login": "rhian@demo.example", "password": PASSWORD, **typed})


def test_sign_in_is_one_form_with_login_and_password(client: Client) -> None:
    page = read(client.get("/en/account/login/").content)

    assert page.one("form").attributes["action"] == "/en/account/login/"
    assert page.one("input", name="login").attributes["autocomplete"] == "username"
    assert page.one("input", name="password").attributes["autocomplete"] == "current-password"
    assert not [e for e in page.elements if "placeholder" in e.attributes]


def test_who_signs_in_comes_to_their_home(client: Client, rhian: User) -> None:
    response = sign_in(client)

    assert response["Location"] == "/en/home/"


def test_who_signs_in_comes_to_the_page_they_asked_for(client: Client, rhian: User) -> None:
    page = read(client.get("/en/account/login/?next=/en/help/").content)

    response = sign_in(client, next=page.one("input", name="next").attributes["value"])

    assert response["Location"] == "/en/help/"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"login": ""}, "Enter your e-mail address"),
        ({"login": "rhian"}, "Enter an e-mail address in the form name@example.wales"),
        ({"password": ""}, "Enter your password"),
        ({"password": "wrong"}, "The e-mail address or the password is not right."),
        ({"login": "nobody@demo.example"}, "The e-mail address or the password is not right."),
    ],
)
def test_what_is_wrong_is_said_in_our_words(
    client: Client, rhian: User, typed: dict[str, str], sentence: str
) -> None:
    response = sign_in(client, **typed)

    assert response.status_code == 422
    assert sentence in read(response.content).text


def test_nobody_signs_up(client: Client) -> None:
    response = client.get("/en/account/signup/")

    assert "Accounts are by invitation" in response.content.decode()
    assert not User.objects.exists()


def test_signing_out_says_so(client: Client, rhian: User) -> None:
    sign_in(client)

    response = client.post("/en/account/logout/", follow=True)

    assert isinstance(response.context["user"], AnonymousUser)
    assert "You have signed out." in response.content.decode()


def test_a_forgotten_password_is_replaced_by_a_link_in_a_mail(client: Client, rhian: User) -> None:
    client.post("/en/account/password/reset/", {"email": rhian.email})

    (letter,) = mail.outbox
    assert letter.subject == "Choose a new password for the CSC Portal"
    assert letter.body.startswith("Dear Rhian Prosser,")
    (link,) = re.findall(r"http://[^/]+(/\S+)", letter.body)
    form = client.get(link, follow=True)
    action = read(form.content).one("form").attributes["action"]

    client.post(action, {"password1": "pedwar gair arall", "password2": "pedwar gair arall"})

    rhian.refresh_from_db()
    assert rhian.check_password("pedwar gair arall")
    assert "The link is no longer valid" in client.get(link, follow=True).content.decode()


def test_the_mail_speaks_the_persons_language(client: Client) -> None:
    person = make_person("Elin Rees", language="cy", email="elin@demo.example", password=PASSWORD)
    with translation.override("cy"):
        expected = translation.gettext("Choose a new password for the CSC Portal")

    client.post("/en/account/password/reset/", {"email": person.email})

    assert mail.outbox[0].subject == expected


def test_an_unknown_address_gets_the_same_answer_and_no_mail(client: Client) -> None:
    response = client.post("/en/account/password/reset/", {"email": "nobody@demo.example"}, follow=True)

    assert "If there is an account with this address" in response.content.decode()
    assert mail.outbox == []


def confirm(client: Client) -> None:
    """Whoever changes how they sign in says their password once more."""
    client.post("/en/account/reauthenticate/", {"password": PASSWORD})


PAGES = [
    "account_change_password",
    "account_email",
    "account_logout",
    "account_reauthenticate",
    "mfa_index",
    "mfa_activate_totp",
    "account_email_verification_sent",
]


@pytest.mark.parametrize("language", ["cy", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_every_page_of_an_account_is_ours(client: Client, rhian: User, name: str, language: str) -> None:
    sign_in(client)
    confirm(client)
    with translation.override(language):
        response = client.get(reverse(name))

    assert response.status_code == 200
    page = read(response.content)
    assert page.one("html").attributes["lang"] == language
    assert len(page.all("h1")) == 1
    assert page.one("header")
    assert not [
        template.name for template in response.templates if "allauth/layouts" in (template.name or "")
    ]


def test_a_second_step_is_added_and_asked_for(client: Client, rhian: User) -> None:
    sign_in(client)
    Authenticator.objects.create(
        user=rhian, type=Authenticator.Type.TOTP, data={"secret": "JBSWY3DPEHPK3PXP"}
    )
    Authenticator.objects.create(
        user=rhian, type=Authenticator.Type.RECOVERY_CODES, data={"seed": "seed", "used_mask": 0}
    )
    confirm(client)
    assert "In use" in client.get(reverse("mfa_index")).content.decode()
    assert client.get(reverse("mfa_view_recovery_codes")).status_code == 200
    client.post("/en/account/logout/")

    asked = sign_in(client)
    page = client.get(asked["Location"])
    assert "Enter the code from your app" in page.content.decode()
    refused = client.post(asked["Location"], {"code": "000000"})
    assert "The code is not right" in refused.content.decode()


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("byr", "The password is too short. Use at least 12 characters."),
        ("rhian prosser", "The password is too much like your name or e-mail address. Choose another."),
        ("rhian@demo.example", "The password is too much like your name or e-mail address. Choose another."),
        ("qwertyuiop123", "Many people use this password, so it is easily guessed. Choose another."),
    ],
)
def test_a_weak_password_is_refused_with_advice(rhian: User, password: str, sentence: str) -> None:
    form = account.ChangePasswordForm(
        rhian, {"oldpassword": PASSWORD, "password1": password, "password2": password}
    )

    assert sentence in form.errors["password1"]


def test_every_form_of_an_account_has_our_labels() -> None:
    assert str(account.SignInForm().fields["login"].label) == "E-mail address"
    assert str(account.AskForResetForm().fields["email"].help_text) == "The one you sign in with."
