import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('matter', '0002_lists_without_names'),
        ('orgs', '0002_administration'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='paper',
            name='own_form',
            field=models.BigIntegerField(blank=True, help_text='空：标准样式', null=True, verbose_name='所用的本局样式'),
        ),
        migrations.CreateModel(
            name='OwnForm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('territory', models.BigIntegerField(help_text='机构的，全县的为县的区域号', verbose_name='区域号')),
                ('line', models.CharField(max_length=24, verbose_name='条线')),
                ('kind', models.CharField(max_length=40, verbose_name='文书种类')),
                ('version', models.PositiveSmallIntegerField(verbose_name='第几版')),
                ('digest', models.CharField(max_length=64, verbose_name='SM3')),
                ('file_name', models.CharField(max_length=200, verbose_name='文件名')),
                ('warnings', models.JSONField(default=list, verbose_name='检查时的提示')),
                ('from_on', models.DateField(verbose_name='自')),
                ('uploaded_at', models.DateTimeField(verbose_name='上传时间')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='撤回时间')),
                ('office', models.ForeignKey(blank=True, help_text='空：全县', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orgs.office', verbose_name='机构')),
                ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='上传人')),
                ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='撤回人')),
            ],
            options={
                'verbose_name': '本局样式',
                'ordering': ['line', 'kind', 'territory', '-version'],
                'constraints': [models.UniqueConstraint(fields=('territory', 'line', 'kind', 'version'), name='own_form_version_once')],
            },
        ),
    ]
