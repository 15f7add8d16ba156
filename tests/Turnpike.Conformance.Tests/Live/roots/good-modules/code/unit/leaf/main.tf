variable "name" {
  nullable = false
  default  = "nobody"
}

resource "terraform_data" "this" {
  input = var.name

  lifecycle {
    postcondition {
      condition     = self.output != ""
      error_message = "A leaf has a name."
    }
  }
}

output "name" { value = terraform_data.this.input }
output "id" { value = terraform_data.this.id }
