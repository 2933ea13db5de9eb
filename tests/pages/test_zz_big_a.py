import pytest, time, resource
from django.core.files.uploadedfile import SimpleUploadedFile
from fifteen.actions import imports, jobs
from datetime import datetime, UTC, timedelta
pytestmark=pytest.mark.django_db
def test_big(seat, mira):
    rows=''.join(f'G{i},F{i},https://www.linkedin.com/in/p{i},,Org {i%900},Role {i%300},04 Mar 2024\n' for i in range(30000))
    t=time.time(); a=seat.post('/import',{'file':SimpleUploadedFile('Connections.csv',('First Name,Last Name,URL,Email Address,Company,Position,Connected On\n'+rows).encode())}).url; print('post',time.time()-t)
    t=time.time(); j=jobs.claim('t',datetime.now(UTC)+timedelta(days=1)); jobs.run(j,datetime.now(UTC)); print('read',time.time()-t)
    t=time.time(); r=seat.get(a); print('preview',time.time()-t,len(r.content), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss//1024,'MB')
