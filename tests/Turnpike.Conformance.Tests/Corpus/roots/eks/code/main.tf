variable "subnets" {
  type    = list(string)
  default = ["subnet-0aa", "subnet-0bb"]
}

module "quiet" {
  source     = "../../../modules/eks"
  name       = "quiet"
  subnet_ids = var.subnets
  log_types  = []
}

module "busy" {
  source     = "../../../modules/eks"
  name       = "busy"
  release    = "1.32"
  subnet_ids = var.subnets
  endpoint   = { public = true, ranges = ["203.0.113.0/24", "198.51.100.7/32"] }
  key_arn    = "arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-555555555555"

  node_groups = {
    system = {}
    batch = {
      sizes  = { max = 20, desired = 4 }
      types  = ["c6i.xlarge", "c5.xlarge"]
      spot   = true
      labels = { workload = "batch" }
      taints = { dedicated = { value = "batch" }, spot = { effect = "PREFER_NO_SCHEDULE" } }
    }
    storage = {
      template = {
        disks = { "/dev/xvda" = { size = 50 }, "/dev/xvdb" = { size = 0 }, "/dev/xvdc" = { size = 200, encrypted = false } }
        tags  = { instance = { Backup = "daily" }, volume = {} }
      }
    }
  }

  addons = {
    coredns    = { version = "v1.11.3-eksbuild.1" }
    vpc-cni    = { settings = { prefix_delegation = true, warm_targets = 2, init = null } }
    kube-proxy = {}
  }
}

output "groups" { value = module.busy.groups }
output "roles" { value = concat(module.quiet.roles, module.busy.roles) }
