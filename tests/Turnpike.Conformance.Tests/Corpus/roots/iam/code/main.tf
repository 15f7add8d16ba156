locals {
  issuer = "token.actions.githubusercontent.com"
}

module "deployer" {
  source   = "../../../modules/iam-role"
  name     = "deployer"
  boundary = "arn:aws:iam::123456789012:policy/boundary"

  trusted = [
    {
      kind       = "Federated"
      principals = ["arn:aws:iam::123456789012:oidc-provider/${local.issuer}"]
      conditions = {
        "${local.issuer}:aud" = { values = ["sts.amazonaws.com"] }
        "${local.issuer}:sub" = { test = "StringLike", values = ["repo:example/app:*", "repo:example/lib:*"] }
      }
    },
    { kind = "AWS", principals = ["123456789012"] },
  ]

  statements = {
    "read state"  = { actions = ["s3:GetObject", "s3:ListBucket"], resources = ["arn:aws:s3:::state", "arn:aws:s3:::state/*"] }
    "no users"    = { effect = "Deny", actions = ["iam:CreateUser"] }
    "log-writing" = { actions = ["logs:PutLogEvents"] }
  }
}

module "plain" {
  source           = "../../../modules/iam-role"
  for_each         = toset(["lambda", "ec2"])
  name             = "svc-${each.value}"
  trusted          = [{ kind = "Service", principals = ["${each.key}.amazonaws.com"] }]
  managed_policies = each.key == "ec2" ? ["arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"] : []
}

data "aws_iam_policy_document" "base" {
  statement {
    sid       = "Base"
    actions   = ["ec2:Describe*"]
    resources = ["*"]
  }
}

data "aws_iam_policy_document" "combined" {
  source_policy_documents   = [data.aws_iam_policy_document.base.json, module.deployer.policy]
  override_policy_documents = [jsonencode({ Statement = [{ Sid = "Base", Effect = "Deny", Action = "ec2:*", Resource = "*" }] })]

  statement {
    sid         = "Except"
    effect      = "Deny"
    not_actions = ["iam:*", "sts:*"]
    resources   = ["*"]

    condition {
      test     = "NumericLessThan"
      variable = "aws:MultiFactorAuthAge"
      values   = [3600]
    }
  }
}

resource "aws_iam_policy" "combined" {
  name   = "combined"
  policy = data.aws_iam_policy_document.combined.json
}

output "roles" { value = merge({ deployer = module.deployer.name }, { for key, role in module.plain : key => role.name }) }
