"""What is said to the user in English, made of the codes and figures that rules and services return."""
