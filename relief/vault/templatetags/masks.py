from django import template

from relief.vault.masks import masked_account, masked_number, masked_telephone

register = template.Library()
register.filter("masked_number", masked_number)
register.filter("masked_telephone", masked_telephone)
register.filter("masked_account", masked_account)
