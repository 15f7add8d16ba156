// One of each.
resource "aws_instance" web {
  ami = "x" # after

  /* between
     lines */ tags = {}
  lifecycle { prevent_destroy = true }
  empty {}
}
locals {}
a = 1
