"""The forms for votes, comments and requests, without JavaScript."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from flask.testing import FlaskClient

from tests.web.stored import rows

VOTE, FORM = "/api/v1/terms/copayment/feedback", "/terms/copayment/feedback"


def test_the_form_stands_on_every_term(client: FlaskClient) -> None:
    page = client.get("/terms/copayment").get_data(as_text=True)
    assert '<form class="feedback-form" method="post" action="/terms/copayment/feedback"' in page
    assert "Was this helpful?" in page


def test_a_vote_then_a_comment_without_javascript(client: FlaskClient) -> None:
    voted = client.post(FORM, data={"helpful": "no", "subject": "", "comment": ""})
    assert voted.status_code == 303
    thanks = client.get(voted.headers["Location"]).get_data(as_text=True)
    assert "Thank you" in thanks
    name = parse_qs(urlsplit(voted.headers["Location"]).query)["id"][0]
    assert f'name="id" value="{name}"' in thanks
    said = client.post(FORM, data={"helpful": "no", "id": name, "comment": "Too long."})
    assert (said.status_code, said.headers["Location"]) == (303, "/terms/copayment/feedback?done")
    assert "An editor will read it" in client.get(said.headers["Location"]).get_data(as_text=True)
    assert rows(client, "feedback", "id", "helpful", "comment") == [(name, 0, "Too long.")]


def test_a_form_sent_twice_is_one_vote(client: FlaskClient) -> None:
    for _ in range(2):
        client.post(FORM, data={"helpful": "yes"})
        client.post("/requests", data={"query": "gym contract"})
    assert len(rows(client, "feedback", "id")) == len(rows(client, "wishes", "id")) == 1


def test_a_form_is_stored_in_the_language_of_its_page(bilingual: FlaskClient) -> None:
    for _ in range(2):
        for vote, request in ((FORM, "/requests"), ("/es/terminos/copago/opinion", "/es/sugerencias")):
            assert bilingual.post(vote, data={"helpful": "yes"}).status_code == 303
            assert bilingual.post(request, data={"query": "plan"}).status_code == 303
    assert sorted(rows(bilingual, "feedback", "slug", "language", "counted")) == [
        ("copayment", "en", 1),
        ("copayment", "es", 1),
    ]
    assert sorted(rows(bilingual, "wishes", "query", "language")) == [("plan", "en"), ("plan", "es")]


def test_a_form_that_could_not_be_stored_is_shown_again(broken: FlaskClient) -> None:
    response = broken.post(FORM, data={"helpful": "no", "comment": 'My <b>long</b> "text"'})
    page = response.get_data(as_text=True)
    assert (response.status_code, response.headers["Retry-After"]) == (503, "5")
    assert "could not save" in page
    assert "My &lt;b&gt;long&lt;/b&gt; &#34;text&#34;</textarea>" in page
    assert 'value="no" checked' in page
    response = broken.post("/requests", data={"query": "gym contract", "comment": "From my gym."})
    assert response.status_code == 503
    assert 'value="gym contract"' in response.get_data(as_text=True)
    assert "From my gym.</textarea>" in response.get_data(as_text=True)


def test_a_form_with_a_bad_field_is_shown_again(client: FlaskClient) -> None:
    long = client.post(FORM, data={"helpful": "no", "comment": "x" * 1001})
    assert (long.status_code, "x" * 1001 in long.get_data(as_text=True)) == (422, True)
    assert client.post(FORM, data={"helpful": "perhaps"}).status_code == 422
    assert client.post(FORM, data={"helpful": "yes", "id": "7"}).status_code == 422
    assert client.post("/requests", data={"query": ""}).status_code == 422
    assert rows(client, "feedback", "id") == []


def test_a_form_with_the_honeypot_filled_in_is_not_stored(client: FlaskClient) -> None:
    assert client.post(FORM, data={"helpful": "yes", "subject": "Buy"}).status_code == 303
    assert client.post("/requests", data={"query": "Buy", "subject": "Buy"}).status_code == 303
    assert rows(client, "feedback", "id") == rows(client, "wishes", "id") == []


def test_nothing_found_offers_to_ask_for_the_term(client: FlaskClient) -> None:
    page = client.get("/search?q=zzzz").get_data(as_text=True)
    assert '<form class="missing-term" method="post" action="/requests">' in page
    assert 'name="query" value="zzzz"' in page
    sent = client.post("/requests", data={"query": "zzzz", "subject": ""})
    assert sent.status_code == 303
    assert "Thank you" in client.get(sent.headers["Location"]).get_data(as_text=True)
    assert rows(client, "wishes", "query") == [("zzzz",)]
    assert "missing-term" not in client.get("/search?q=deductible").get_data(as_text=True)


def test_responses_to_posts_must_not_be_stored(client: FlaskClient) -> None:
    assert client.post(VOTE, json={"helpful": True}).headers["Cache-Control"] == "no-store"
    assert client.get("/requests").headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in client.post(FORM, data={"helpful": "yes"}).headers
