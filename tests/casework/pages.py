"""Opening and sending pages as somebody."""

from django.urls import reverse

NOBODY = "00000000-0000-4000-8000-000000000000"


def open_page(client, user, name, *arguments):
    client.force_login(user)
    return client.get(reverse(name, args=arguments))


def send(client, user, name, *arguments, **fields):
    client.force_login(user)
    return client.post(reverse(name, args=arguments), fields)


def text_of(response):
    return response.content.decode()
