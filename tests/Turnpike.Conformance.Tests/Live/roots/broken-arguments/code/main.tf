resource "terraform_data" "one" {
  inputs = 1
}

resource "terraform_data" "one" {
  count    = 1
  for_each = {}
}

resource "terraform_data" "life" {
  lifecycle {
    prevent_destroy = "perhaps"
    colour          = 1
  }
}

variable "v" {
  typ = string
}

output "o" {
}
