using Turnpike.Formats.Pipelines;
using Turnpike.Text;

namespace Turnpike.Formats.Tests.Pipelines;

public class PipelineTests
{
    public static TheoryData<string, string, string[]> Files() => new()
    {
        {
            ".github/workflows/plan.yml",
            """
            on: push
            defaults:
              run:
                working-directory: ./infra
            jobs:
              plan:
                steps:
                - uses: hashicorp/setup-terraform@v3
                - run: |
                    terraform init
                    AWS_SECRET=hunter2 terraform plan -out p && trivy config .
                - run: terraform -chdir=envs/prod apply p
                  working-directory: live
                - run: cd charts/web && helm upgrade web .
            """,
            [
                "8 infra terraform hashicorp/setup-terraform@v3", "10 infra terraform terraform init", "11 infra terraform terraform plan",
                "11 infra trivy trivy config", "12 envs/prod terraform terraform apply", "14 infra/charts/web helm helm upgrade",
            ]
        },
        {
            ".gitlab-ci.yml",
            """
            image: registry.example.com/hashicorp/terraform:1.11
            variables: {TF_ROOT: "${CI_PROJECT_DIR}/live"}
            plan:
              script:
              - cd live/prod
              - tofu plan
            """,
            ["1 live terraform registry.example.com/hashicorp/terraform:1.11", "6 live tofu tofu plan"]
        },
        {
            "ci/Jenkinsfile",
            """
            pipeline { stages { stage('x') { steps {
              dir('envs/dev') {
                sh 'terragrunt run-all plan'
              }
              sh "kubectl apply -f k8s"
            } } } }
            """,
            ["3 envs/dev terragrunt terragrunt run-all", "5 envs/dev kubectl kubectl apply"]
        },
        {
            "azure-pipelines.yml",
            """
            steps:
            - task: TerraformTaskV4@4
              inputs: {command: plan, workingDirectory: "$(System.DefaultWorkingDirectory)/infra"}
            - bash: checkov -d infra
            """,
            ["2 infra terraform TerraformTaskV4@4", "4  checkov checkov"]
        },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void Tools_are_found_with_their_folders_and_lines(string path, string text, string[] expected)
    {
        var faults = new DiagnosticBag();
        var pipeline = PipelineFile.Read(SourceText.From(path, text), PipelineFile.SystemOf(path)!, faults);

        Assert.Empty(faults);
        Assert.Equal(expected, pipeline.Uses.Select(u => $"{u.Line} {u.Folder} {u.Tool} {u.Command}"));
        Assert.DoesNotContain(pipeline.Uses, u => u.Command.Contains("hunter2", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("workflows/a.yml", null)]
    [InlineData(".github/workflows/a.yaml", "github-actions")]
    [InlineData(".gitlab-ci.yml", "gitlab-ci")]
    [InlineData("x/Jenkinsfile", "jenkins")]
    public void Pipelines_are_known_by_their_place(string path, string? system) => Assert.Equal(system, PipelineFile.SystemOf(path));
}
