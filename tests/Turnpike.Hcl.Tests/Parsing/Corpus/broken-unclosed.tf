resource "a" "b" {
  nested {
    x = 1

  y = "${z
  w = 2
}

resource "c" "d" {
  text = <<-EOT
    never ended
    EOT_

  z = 3
}

output "last" {
  value = 1 +
}
