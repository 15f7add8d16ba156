using System.Globalization;
using System.Text;

namespace Turnpike.Bench;

/// <summary>
/// Writes a tree of Terraform code like those of companies: 20 roots that call 70 modules (networks, clusters, databases,
/// roles, buckets, functions, load balancers), some of which call others; 709 files, 50,000 lines. A scale multiplies roots
/// and modules.
/// </summary>
internal static class CodeGenerator
{
    private const int Modules = 70;
    private const int Roots = 20;
    private const int ModulesWithNineFiles = 49;
    private const int Lines = 50_000;
    private const int CallsOfRoot = 12;

    private static readonly string[] s_kinds = ["network", "cluster", "database", "role", "bucket", "function", "balancer"];

    public static void Write(string folder, int scale)
    {
        var modules = Modules * scale;
        var roots = Roots * scale;
        var written = 0;
        for (var i = 0; i < roots; i++)
        {
            written += WriteRoot(Path.Join(folder, "live", string.Create(CultureInfo.InvariantCulture, $"account-{i:d3}")), i, modules);
        }

        var left = (Lines * scale) - written;
        for (var i = 0; i < modules; i++)
        {
            var share = left / (modules - i);
            left -= WriteModule(Path.Join(folder, "modules", ModuleName(i)), i, modules, share, i % Modules < ModulesWithNineFiles);
        }
    }

    private static string ModuleName(int at) => string.Create(CultureInfo.InvariantCulture, $"{s_kinds[at % s_kinds.Length]}-{at / s_kinds.Length:d2}");

    private static int WriteRoot(string folder, int at, int modules)
    {
        var main = new StringBuilder();
        for (var call = 0; call < CallsOfRoot; call++)
        {
            var module = ((at * 7) + (call * 11)) % modules;
            main.Append(CultureInfo.InvariantCulture, $$"""
                module "part_{{call}}" {
                  source = "../../modules/{{ModuleName(module)}}"
                {{(call % 4 == 3 ? "  for_each = var.regions\n" : "")}}
                  name        = "${var.environment}-part-{{call}}{{(call % 4 == 3 ? "-${each.key}" : "")}}"
                  environment = var.environment
                  cidr        = cidrsubnet(var.cidr, 4, {{call}})
                  enabled     = {{(call % 5 == 4 ? "var.environment == \"prod\"" : "true")}}
                  tags        = merge(local.tags, { part = "{{call}}" })
                  subnets = {
                    for zone in var.zones : "private-${zone}" => {
                      zone   = zone
                      number = index(var.zones, zone)
                      public = false
                    }
                  }
                }


                """);
        }

        return WriteFile(folder, "main.tf", main.ToString())
            + WriteFile(folder, "variables.tf", """
                variable "environment" {
                  description = "Which environment this account is."
                  type        = string
                  default     = "dev"

                  validation {
                    condition     = contains(["dev", "stage", "prod"], var.environment)
                    error_message = "The environment is dev, stage or prod."
                  }
                }

                variable "cidr" {
                  type    = string
                  default = "10.0.0.0/12"
                }

                variable "zones" {
                  type    = list(string)
                  default = ["eu-west-1a", "eu-west-1b", "eu-west-1c"]
                }

                variable "regions" {
                  type = map(object({
                    primary = optional(bool, false)
                    weight  = optional(number, 10)
                  }))
                  default = {
                    eu = { primary = true }
                    us = {}
                  }
                }

                locals {
                  tags = {
                    environment = var.environment
                    owner       = "platform"
                    managed_by  = "terraform"
                  }
                }

                """)
            + WriteFile(folder, "outputs.tf", "output \"ids\" {\n  value = module.part_0.ids\n}\n")
            + WriteFile(folder, "providers.tf", """
                terraform {
                  required_version = ">= 1.5"

                  required_providers {
                    aws = {
                      source  = "hashicorp/aws"
                      version = "~> 5.0"
                    }
                  }
                }

                provider "aws" {
                  region = "eu-west-1"

                  default_tags {
                    tags = local.tags
                  }
                }

                """)
            + WriteFile(folder, "terraform.tfvars", $"environment = \"{(at % 3 == 0 ? "prod" : at % 3 == 1 ? "stage" : "dev")}\"\ncidr        = \"10.{at % 16 * 16}.0.0/12\"\n");
    }

    private static int WriteModule(string folder, int at, int modules, int lines, bool hasNine)
    {
        var kind = s_kinds[at % s_kinds.Length];
        var written = WriteFile(folder, "main.tf", Body(kind) + Nested(at, modules))
            + WriteFile(folder, "outputs.tf", "output \"ids\" {\n  description = \"What was made.\"\n  value       = local.ids\n}\n\noutput \"name\" {\n  value = local.name\n}\n")
            + WriteFile(folder, "versions.tf", "terraform {\n  required_version = \">= 1.5\"\n\n  required_providers {\n    aws = {\n      source  = \"hashicorp/aws\"\n      version = \">= 5.0\"\n    }\n  }\n}\n")
            + WriteFile(folder, "locals.tf", CodeTemplates.Locals)
            + WriteFile(folder, "data.tf", CodeTemplates.Data)
            + WriteFile(folder, "iam.tf", CodeTemplates.Policy)
            + WriteFile(folder, "alarms.tf", CodeTemplates.Alarms)
            + (hasNine ? WriteFile(folder, "security.tf", CodeTemplates.Security) : 0);
        var variables = new StringBuilder(CodeTemplates.Variables);
        var left = lines - written - CodeTemplates.Variables.AsSpan().Count('\n');
        for (var i = 0; left > 0; i++)
        {
            var block = CodeTemplates.Setting(i);
            variables.Append(block);
            left -= block.AsSpan().Count('\n');
        }

        return written + WriteFile(folder, "variables.tf", variables.ToString());
    }

    private static string Body(string kind) => kind switch
    {
        "network" => CodeTemplates.Network,
        "cluster" => CodeTemplates.Cluster,
        "database" => CodeTemplates.Database,
        "role" => CodeTemplates.Role,
        "bucket" => CodeTemplates.Bucket,
        "function" => CodeTemplates.Function,
        _ => CodeTemplates.Balancer,
    };

    // Clusters and balancers bring a bucket or a role of their own; those call nothing further.
    private static string Nested(int at, int modules)
    {
        if (s_kinds[at % s_kinds.Length] is not ("cluster" or "balancer" or "function"))
        {
            return "";
        }

        var bucket = ((at / s_kinds.Length * s_kinds.Length) + 4) % modules;
        return $$"""

            module "store" {
              source = "../{{ModuleName(bucket)}}"

              name        = "${local.name}-store"
              environment = var.environment
              cidr        = var.cidr
              enabled     = var.enabled
              tags        = local.tags
              subnets     = {}
            }

            """;
    }

    private static int WriteFile(string folder, string name, string text)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Join(folder, name), text);
        return text.AsSpan().Count('\n');
    }
}
