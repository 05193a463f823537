"""`python -m salesctl`."""

from salesctl.main import main

if __name__ == "__main__":
    main()
