variable "password" {
  type      = string
  sensitive = true
  default   = "correct-horse-battery"
}

module "postgres" {
  source     = "../../../modules/rds"
  identifier = "orders"
  engine     = { name = "postgres", version = "16.4" }
  subnet_ids = ["subnet-0aa", "subnet-0bb"]
  size       = { class = "db.r6g.large", storage = 100, max_storage = 400, multi_zone = true }
  replicas   = 2
  monitoring = true
  options    = [{ name = "IGNORED" }]

  parameters = [
    { name = "log_connections", value = 1 },
    { name = "shared_preload_libraries", value = "pg_stat_statements", apply = "pending-reboot" },
  ]
}

module "mysql" {
  source     = "../../../modules/rds"
  identifier = "legacy"
  engine     = { name = "mysql", version = "8.0.39", port = 3310 }
  subnet_ids = toset(["subnet-0cc"])
  password   = var.password

  options = [{
    name     = "MARIADB_AUDIT_PLUGIN"
    settings = { SERVER_AUDIT_EVENTS = "CONNECT", SERVER_AUDIT_FILE_ROTATIONS = 20 }
  }]
}

output "replicas" { value = module.postgres.replica_names }
output "ports" { value = [module.postgres.port, module.mysql.port] }
output "endpoint" { value = module.postgres.endpoint }
output "master" {
  value     = module.mysql.master
  sensitive = true
}
