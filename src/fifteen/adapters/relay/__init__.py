"""A relay: a server elsewhere that shows hosts their pages and keeps what they answer, and can
read neither from what it keeps."""
