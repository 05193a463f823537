"""What texts keep to that are checked both by pydantic and, where they plainly fit, without it."""

NAME_LENGTH = 200
CURRENCY = r"^[A-Za-z]{3}$"
COUNTRY = r"^([A-Za-z]{2}(-[A-Za-z0-9]{1,3})?)?$"
