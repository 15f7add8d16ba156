plain    = "text with \"escapes\" \\ \t \u00e9 \U0001F600 $${not} %%{not} $ %"
empty    = ""
wrapped  = "${value}"
mixed    = "a ${~ b ~} c ${"d${e}"}"
if       = "%{ if a }yes%{ else }no%{ endif }"
for      = "%{ for k, v in m ~} ${k}=${v} %{~ endfor }"
heredoc  = <<EOT
  kept ${a}
    as it is
  EOT
indented = <<-EOT
    four
      six ${a}

    %{ for x in xs ~}
    ${x}
    %{ endfor ~}
  EOT
last     = 1
